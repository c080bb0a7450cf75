"""What a time expression does in its sentence: which word it hangs on, and whether it dates, bounds or looks ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from suasion.lexicon import when as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.lexicon.when import Expression

Kind = Literal["at", "bound", "since", "within", "after", "of", "for", "thing", "offset"]
CLAUSE_DEPS: Final = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "csubj", "dep", "intj"}
)
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
VERBS: Final = frozenset({"VERB", "AUX"})
# Words that may stand between a preposition and its time.
_BETWEEN: Final = frozenset(
    {"the", "about", "around", "early", "late", "midnight", "noon", "dawn", "end", "of", "on", "all"}
)
# Prepositions that keep their force over another: "until midnight on Friday"; "before dawn on Friday" is that Friday.
_OUTER: Final = frozenset({"by", "until", "till", "since", "from"})
_TENSES: Final = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "ing", "VBN": "participle"}
# How far a climb may go; deeper trees are broken ones.
_MAX_CLIMB: Final = 12
# The parser's labels of a noun set before another: "a 1987 accord", "Friday's deadline".
_BEFORE_NOUN: Final = frozenset({"compound", "nummod", "poss", "amod", "nmod", "det", "appos"})


# A time that is a subject or object dates nothing: "set a date, March 15"; "Friday was quiet".
# An adverb of time read as an object ("had that morning let it go") is a slip of the parser; a named date is one.
_NAMED: Final = frozenset({"date", "month", "month_day", "year", "weekday"})
_THINGS: Final = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "appos"})


@dataclass(frozen=True, slots=True)
class Role:
    """`owner` is the token that the time modifies, `nominal` when that is a noun alone; `other` is the head of
    what follows "two weeks after"."""

    kind: Kind
    owner: int
    nominal: bool
    ahead: bool
    other: int | None = None


def clause_of(token: Token) -> Token:
    """The head of the clause that a token stands in: the nearest verb above, or the sentence's root."""
    for _ in range(_MAX_CLIMB * 2):
        if token.head is token or (token.pos_ in VERBS and token.dep_ in CLAUSE_DEPS):
            return token
        token = token.head
    return token


def is_ahead(verb: Token) -> bool:
    """Whether a verb's clause speaks of what is to come: will, is to, is due to, plans to."""
    words = lexicon.load().words["future"]
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and words.get(child.lower_) == "aux":
            return True
        if child.dep_ == "aux" and child.lower_ == "would" and not _perfect(verb):
            return True
    if _perfect(verb):
        return False
    head = verb.head
    if verb.dep_ == "xcomp" and head is not verb:
        if head.lemma_ == "be" and head.tag_ != "VBD":
            return True
        if words.get(head.lower_) == "adjective":
            return not _perfect(head) and not (head.head.lemma_ == "be" and _perfect(head.head))
        if head.lemma_ == "go" and head.tag_ == "VBG":
            return True
    if words.get(verb.lower_) == "adjective" and verb.tag_ in ("VBN", "JJ"):
        return True
    return any(c.dep_ == "acomp" and words.get(c.lower_) == "adjective" for c in verb.children)


def _perfect(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "have" for c in verb.children)


def _preposition(doc: Doc, first: int) -> Token | None:
    """The preposition that leads a time, over words like "about" and "midnight on"."""
    prep = None
    for index in range(first - 1, max(-1, first - 4), -1):
        token = doc[index]
        if token.lower_ in lexicon.load().words["prep"]:
            if prep is None or token.lower_ in _OUTER:
                prep = token
            if token.lower_ not in ("on", "of"):
                break
        elif token.lower_ not in _BETWEEN:
            break
    return prep


def _root(doc: Doc, first: int, last: int) -> Token:
    """The word of the expression that hangs on a word outside it."""
    inside = [doc[i] for i in range(first, last + 1)]
    outward = [t for t in inside if (t.head.i < first or t.head.i > last) and not t.is_punct] or inside[:1]
    return outward[-1]


def _owner(start: Token, first: int, last: int) -> Token:
    """Climb from a preposition or time word to the verb or noun that it modifies."""
    token = start.head
    for _ in range(_MAX_CLIMB):
        inside = first <= token.i <= last
        if not inside and token.pos_ != "ADP" and token.ent_type_ not in ("DATE", "TIME"):
            return token
        if token.head is token:
            return token
        token = token.head
    return token


def _possessive(doc: Doc, last: int) -> bool:
    return doc[last].tag_ == "POS" or (last + 1 < len(doc) and doc[last + 1].tag_ == "POS")


def _counts_noun(token: Token) -> bool:
    """Whether an ordinal counts a common noun: "the 3rd round"."""
    return token.dep_ == "amod" and token.head.pos_ == "NOUN" and token.head.i > token.i


def _before_noun(root: Token, last: int) -> bool:
    """Whether the time is set before a noun: "a 1987 accord", "an October report"."""
    return root.dep_ in _BEFORE_NOUN and root.head.i > last and root.head.pos_ in ("NOUN", "PROPN")


def _noun_role(root: Token, last: int) -> Role:
    """The time of a noun: it dates that noun, or bounds the clause ("before Friday's vote")."""
    noun = root.head if root.head.i > last else root
    if lexicon.load().words["prep"].get(noun.head.lower_) == "bound" and noun.dep_ == "pobj":
        return Role("bound", _owner(noun, noun.i, noun.i).i, False, True)
    return Role("at", noun.i, True, False)


def role_of(doc: Doc, first: int, last: int, expression: Expression) -> Role | None:
    """The role of the expression over these tokens, or None where it is no time at all."""
    prep = _preposition(doc, first)
    root = _root(doc, first, last)
    kind: Kind = "at"
    if prep is not None:
        kind = lexicon.load().words["prep"][prep.lower_]  # type: ignore[assignment]
        if kind in ("for", "bound") and prep.i and doc[prep.i - 1].ent_type_ == "DATE":
            kind = "at"  # the end of a range
    if expression.solver == "within":
        kind = "within"
    if expression.solver == "offset":
        return _offset_role(doc, first, last)
    before_noun = not expression.id.startswith("which-") and _before_noun(root, last)
    if expression.id == "bare-month" and prep is None and not before_noun:
        return None
    if expression.id == "nth" and (prep is None or kind == "of" or _counts_noun(doc[last])):
        return None
    if _possessive(doc, last) or (before_noun and prep is None):
        return _noun_role(root, last)
    start = prep if prep is not None else root
    owner = _owner(start, first, last)
    if kind == "of" and owner.lower_ in lexicon.load().words["unit"]:
        kind, owner = "at", _owner(owner, first, last)  # "on the night of April 5"
    if owner.lemma_ in lexicon.load().words["limit"]:
        return Role("bound", clause_of(owner).i, False, True)  # "a deadline of May 1"
    if kind == "of":
        return Role("of", owner.i, True, False)
    if prep is None and (root.dep_ in _THINGS and (root.dep_ != "dobj" or expression.solver in _NAMED)):
        return Role("thing", owner.i, True, False)
    clause = clause_of(owner)
    ahead = is_ahead(clause)
    if kind == "bound" and prep is not None and prep.lower_ == "by" and _is_past(clause) and not ahead:
        kind = "at"  # "by Wednesday half had been paid": done by then
    ahead = ahead or kind in ("bound", "for")
    return Role(kind, owner.i, False, ahead)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)


def _offset_role(doc: Doc, first: int, last: int) -> Role | None:
    """ "Two weeks after": the act of the owner lies so far from the act that follows."""
    word = doc[last]
    if word.dep_ == "mark":
        other = word.head
        owner = other.head if other.head is not other else other
    else:
        other = next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), word)
        owner = word.head
    if other is word or other is owner:
        return None
    return Role("offset", owner.i, False, False, other.i)


def tense_of(verb: Token) -> str:
    """past, pluperfect, perfect, present, future (will, would, is to), ing, bare: the tense of a clause's head."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    have = next(
        (c for c in auxiliaries if c.lemma_ == "have" or (c.lower_ in ("'d", "'ve") and verb.tag_ == "VBN")), None
    )
    if any(c.tag_ == "MD" for c in auxiliaries) or is_ahead(verb):
        return "future"
    if have is not None:
        return "pluperfect" if have.lower_ in ("had", "'d") else "perfect" if have.tag_ != "VBG" else "ing"
    first = auxiliaries[0] if auxiliaries else verb
    return {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "ing", "VBN": "participle"}.get(
        first.tag_, "bare"
    )
