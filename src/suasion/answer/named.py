"""The actors that a question names, with what its words tell of each one's part.

Questions parse badly, so the signs are of the surface: place, preposition, possession and the
classes of the verbs about (lexicon/judge/questions.yaml). Names that the actor tables do not know
are looked up among the documents' own mentions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.who import find_actors
from suasion.lexicon.judge import question_words
from suasion.parse import parse
from suasion.types import NOBODY, Coding, Document

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Doc, Token

_NAME: Final = re.compile(r"[A-ZÀ-ÞŁŠŽĐ][\w’'-]*[^\W\d_]")
_PREPOSITIONS: Final = frozenset(
    "by of from on against to with for in over about at between under into out off after through within".split()
)
# Words that may stand between a preposition and the name it governs.
_LIGHT: Final = frozenset(
    "the a an its his her their new old former mr mrs ms dr president king prime minister".split()
)
_CAUSED_BY: Final = re.compile(
    r"\b(?:thanks to|because of|because|on account of|under|owing to|due to|at|after|for fear of|in reply to|"
    r"at the \w+ of|on|upon)$"
)
_AT: Final = re.compile(r"\b(?:at|on|upon)$")
_EFFECT: Final = re.compile(r"\b(?:effects?|impact|influence|impression|bite|hold) (?:on|upon)$")
_GAINED: Final = re.compile(r"\b(?:from|out of)$|\b(?:demand\w*|ask\w*|requir\w*|want\w*|expect\w*) of$")
_CAUSES: Final = re.compile(
    r"\b(?:got?|gets?|make|made|makes|ha[ds]|have|force[ds]?|brings?|brought|persuaded?|induced?) \w+$"
)
_POSSESSIVES: Final = ("'s", "’s", "'", "’")
_CLEFT: Final = re.compile(r"\b(?:was|is|were) it$")
_PROMISED: Final = re.compile(r"\bpromis\w+(?: to)?$")
_SECOND_CLAUSE: Final = re.compile(
    r"\w[.:;?] .*\b(?:did|do|does|was|is|has|have|had|can|could|should|would|were|are)\b|"
    r", and (?:was|is|did)\b",
    re.IGNORECASE,
)
# "Has X its prisoners back?", "Had X anything from Y?"
_ARTICLES: Final = frozenset("a an the its his her their any anything no nothing".split())
# Where the first actor's verb stands before it, something else is the subject: "did the war games deter X".
_SUBJECT: Final = 3
_CLASSES: Final = ("pressers", "compliers", "askers", "causes", "passives")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the question: its code, where it stands, and the signs of its part."""

    code: str
    start: int
    signs: tuple[str, ...]


def _surfaces(codings: Sequence[Coding]) -> dict[str, Counter[str]]:
    """By lower-case word or whole mention, the codes that the documents give it."""
    table: dict[str, Counter[str]] = {}
    for coding in codings:
        for mention in coding.mentions:
            if mention.code in NOBODY:
                continue
            words = mention.text.lower().split()
            keys = {" ".join(words), words[-1], *(w.lower() for w in _NAME.findall(mention.text))} if words else set()
            for key in keys:
                table.setdefault(key.removesuffix("'s").removesuffix("’s"), Counter())[mention.code] += 1
    return table


def _commonest(counted: Counter[str] | None) -> str | None:
    return min((-n, code) for code, n in counted.items())[1] if counted else None


def _spans(doc: Doc, text: str, day: dt.date | None, codings: Sequence[Coding]) -> Iterator[tuple[int, int, str]]:
    """(first token, end token, code) of each actor named, in order."""
    table = _surfaces(codings)
    known = {m.code for c in codings for m in c.mentions}
    parsed = parse(Document("question", text, day))
    covered: set[int] = set()
    for mention in sorted(find_actors(parsed).mentions, key=lambda m: (m.start_token, -m.end_token)):
        if mention.kind == "pronoun":
            continue
        for actor in mention.actors:
            code = actor.code
            told = _commonest(table.get(actor.text.lower()))
            if told and (code in NOBODY or code not in known):
                code = told
            if code not in NOBODY:
                covered.update(range(mention.start_token, mention.end_token))
                yield mention.start_token, mention.end_token, code
    for token in parsed.doc:
        if token.i in covered or token.i == 0 or token.pos_ not in ("NOUN", "PROPN"):
            continue
        told = _commonest(table.get(token.lower_))
        if told:
            yield token.i, token.i + 1, told


def _class_of(token: Token, words: dict[str, frozenset[str]]) -> str | None:
    forms = {token.lemma_.lower(), token.lower_}
    return next((name for name in _CLASSES if forms & words[name]), None)


def _preposition(doc: Doc, start: int) -> str:
    i = start - 1
    while i > 0 and (doc[i].lower_ in _LIGHT or doc[i].pos_ in ("ADJ", "NUM") or doc[i].is_quote):
        i -= 1
    if i >= 0 and doc[i].lower_ in _PREPOSITIONS:
        return doc[i].lower_
    return "-"


def _owned(doc: Doc, start: int, end: int, words: dict[str, frozenset[str]]) -> str:
    """What the mention owns or qualifies: a word of pressure, another noun, or nothing."""
    possessive = (end < len(doc) and doc[end].text in _POSSESSIVES) or doc[end - 1].pos_ == "ADJ"
    after = end + 1 if end < len(doc) and doc[end].text in _POSSESSIVES else end
    last = None
    for i in range(after, min(after + 5, len(doc))):
        if doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or doc[i].text == "-":
            last = doc[i] if doc[i].pos_ in ("NOUN", "PROPN") else last
            if {doc[i].lemma_.lower(), doc[i].lower_} & words["pressures"]:
                return "pressure"
        else:
            break
    if last is None:
        return "nothing"
    return "noun" if possessive else "nothing"


def _verbs(doc: Doc, where: range, words: dict[str, frozenset[str]]) -> str:
    """The class of the first known verb in a stretch."""
    for i in where:
        name = _class_of(doc[i], words)
        if name and doc[i].pos_ not in ("DET", "ADP", "PRON"):
            return name
    return "-"


def _asked_after(doc: Doc, start: int, end: int, words: dict[str, frozenset[str]]) -> bool:
    """ "as Riyadh had demanded", "what Athens asked for"."""
    before = doc[start - 1].lower_ if start else ""
    if before not in ("as", "what", "that", "which", "it", "the", "all") and doc[start - 1].pos_ != "NOUN":
        return False
    rest = [t for t in doc[end : end + 4] if t.pos_ not in ("AUX", "ADV")]
    return bool(rest) and bool({rest[0].lemma_.lower(), rest[0].lower_} & words["askers"]) and start > 2


def _hints(doc: Doc, start: int, end: int, place: int, total: int, words: dict[str, frozenset[str]]) -> Iterator[str]:
    """What the construction about a name says of its part."""
    before = " ".join(t.lower_ for t in doc[max(0, start - 5) : start])
    before = re.sub(r" (?:the|mr|mrs|president|king)$", "", before)
    after = " ".join(t.lower_ for t in doc[end : end + 5])
    follow = [t for t in doc[end : end + 4] if t.pos_ not in ("ADV", "PART")][:1]
    lemma = follow[0].lemma_.lower() if follow else ""
    if _CAUSED_BY.search(before):
        wish = _AT.search(before) and _owned(doc, start, end, words) == "pressure"
        if wish:
            yield "hint:at the wish"
        elif not before.endswith((" on", " upon")):
            yield "hint:cause of it"
    if re.search(r"\bby$", before):
        yield "hint:obeyed by" if _obeyed(doc, start, words) else "hint:agent"
    if re.search(r"\bby (?:\w+ing)$", before):
        yield "hint:by pressing"
    if re.search(r"\b(?:from|of|out of)$", before) and _GAINED.search(before):
        yield "hint:gained from"
    if _EFFECT.search(before):
        yield "hint:effect on"
    elif re.search(r"\b(?:on|against|upon|over)$", before):
        yield "hint:pressed on"
    if _CLEFT.search(before):
        yield "hint:cleft"
    if _PROMISED.search(before):
        yield "hint:promised"
    if place and _SECOND_CLAUSE.search(doc[:start].text):
        yield "hint:second clause"
    yield from _governed(doc, (start, end), (place, total), before, words)
    if place == 0:
        yield from _opening(doc, start, end, lemma, words)
    if re.match(r"(?:who|that) (?:made|got|forced|ended|broke|moved|turned|brought|had|drove)\b", after):
        yield "hint:causes"


def _obeyed(doc: Doc, start: int, words: dict[str, frozenset[str]]) -> bool:
    """ "obeyed by Cape Verde", "closed by Russia": what precedes "by" is what a target does."""
    i = start - 1
    while i > 0 and doc[i].lower_ != "by":
        i -= 1
    verb = doc[i - 1].lemma_.lower() if i else ""
    return verb in words["compliers"] and verb not in words["causes"] | words["pressers"]


def _governed(
    doc: Doc, span: tuple[int, int], place: tuple[int, int], before: str, words: dict[str, frozenset[str]]
) -> Iterator[str]:
    """What the verb before a name says: "got Y to", "made Y", "did freezing contacts win X a statement"."""
    (start, end), (rank, _) = span, place
    verb = doc[start - 1].lemma_.lower() if start else ""
    if verb == "the" and start > 1:
        verb = doc[start - 2].lemma_.lower()
    after = doc[end].lower_ if end < len(doc) else ""
    infinitive = "to" in {t.lower_ for t in doc[end : end + 4]}
    owned = verb == "free" and after in _POSSESSIVES
    if verb in words["gainers"] and rank == 0 and start >= _SUBJECT and (after in _ARTICLES or owned):
        yield "hint:beneficiary"
    elif verb in words["compels"] or (infinitive and verb in words["causes"] - {"have"}):
        yield "hint:made to"
    elif (rank or start >= _SUBJECT) and (verb in words["causes"] | words["pressers"] or _CAUSES.search(before)):
        yield "hint:caused"


def _opening(doc: Doc, start: int, end: int, lemma: str, words: dict[str, frozenset[str]]) -> Iterator[str]:
    """What the words after the first name say: "did X get", "did Y comply", "was Y made to", "was X given"."""
    follow = [t for t in doc[end : end + 5] if t.pos_ not in ("ADV", "PART") and t.lower_ not in ("been", "himself")]
    word = follow[0].lower_ if follow else ""
    rest = follow[1] if len(follow) > 1 else None
    acts_on = rest is not None and (rest.pos_ == "PROPN" or (rest.lower_ == "the" and follow[-1].pos_ == "PROPN"))
    opens = doc[0].lemma_.lower()
    passive = opens == "be" or (opens == "have" and "been" in doc[end : end + 3].text)
    if passive and word in words["receives"]:
        yield "hint:receives"
    elif passive and word in words["passives"]:
        yield "hint:is made"
    elif lemma in words["causes"]:
        yield "hint:causes"
    elif opens == "be" or doc[end : end + 1].text in _POSSESSIVES or (follow and follow[0].pos_ in ("NOUN", "PROPN")):
        pass
    elif lemma in words["compliers"] and not (acts_on and lemma in words["pressers"]):
        yield "hint:complies" if lemma in words["pressers"] else "hint:yields"
    if lemma in words["gainers"] and not acts_on:
        yield "hint:gains"
    if opens == "have" and start <= 2 and word in _ARTICLES:
        yield "hint:gains"


def _signs(
    doc: Doc, span: tuple[int, int], around: tuple[int, int], place: tuple[int, int], words: dict[str, frozenset[str]]
) -> Iterator[str]:
    """The signs of one mention; `around` is where its neighbours end and begin, `place` which of how many it is."""
    (start, end), (left, right), (rank, total) = span, around, place
    before, after = _verbs(doc, range(start - 1, left - 1, -1), words), _verbs(doc, range(end, right), words)
    spot = f"{rank + 1}/{min(total, 4)}"
    prep, owned = _preposition(doc, start), _owned(doc, start, end, words)
    yield from (
        f"spot:{spot}", f"prep:{prep}", f"prep:{prep}:{spot}", f"owns:{owned}", f"owns:{owned}:{spot}",
        f"owns:{owned}:{prep}", f"after:{after}:{rank + 1}", f"after:{after}:{owned}:{min(rank, 1)}",
        f"before:{before}", f"before:{before}:{prep}", f"adjective:{doc[end - 1].pos_ == 'ADJ'}",
    )  # fmt: skip
    if doc[0].lemma_.lower() == "be" and rank == 0 and start < 3:
        yield from (f"be:{after}", f"be:{total}")
    yield from _constructions(doc, (start, end), place, words)


def _constructions(
    doc: Doc, span: tuple[int, int], place: tuple[int, int], words: dict[str, frozenset[str]]
) -> Iterator[str]:
    if _asked_after(doc, *span, words):
        yield "asks"
    yield from _hints(doc, *span, *place, words)


def named_in(text: str, codings: Sequence[Coding], day: dt.date | None) -> tuple[Named, ...]:
    """The actors of the question in its order, each code once, with the signs of their parts.

    Of a later mention of an actor only the construction about it counts ("after Luanda's protest").
    """
    doc = parse(Document("question", text, day)).doc
    words = question_words()
    found = sorted(_spans(doc, text, day, codings))
    first: dict[str, tuple[int, int]] = {}
    for start, end, code in found:
        first.setdefault(code, (start, end))
    spans = list(first.items())
    made = []
    for rank, (code, (start, end)) in enumerate(spans):
        left = spans[rank - 1][1][1] if rank else 0
        right = spans[rank + 1][1][0] if rank + 1 < len(spans) else len(doc)
        place = (rank, len(spans))
        signs = [*_signs(doc, (start, end), (left, right), place, words)]
        for later in found:
            if later[2] == code and later[0] != start:
                signs += _constructions(doc, later[:2], (1, len(spans)), words)
                owned = _owned(doc, later[0], later[1], words)
                signs.append(f"owns later:{owned}")
        made.append(Named(code, start, tuple(dict.fromkeys(signs))))
    return tuple(made)
