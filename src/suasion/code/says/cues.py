"""Find cues with their sources and the content that the tree hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from suasion.code.says.relation import Draft
from suasion.code.says.sources import is_passive, set_source, subject_of
from suasion.code.says.spans import phrase, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.code.acts.frames import Frames
    from suasion.lexicon.says import Cue, SaysLexicon
    from suasion.types import FactValue

_VERBAL: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_HANGING: Final = frozenset({"prep", "pcomp", "advcl", "prt", "amod", "acl"})
_WITH_CUE: Final = frozenset({"aux", "auxpass", "neg", "prt"})
# Marks that part a cue from the clause that it is set into.
_SET_OFF: Final = frozenset({",", '"', "''", "-", "--", "—", "–", "(", ";"})
_SENTENCE_PARTS: Final = frozenset({";", '"', "(", ")"})
# How far behind its verb a preposition may stand and still be part of the cue (tokens, 2026-11).
_NEAR_PREPOSITION: Final = 2
# "As one official told us, …": the clause that the cue hangs on is what was told.
_AS: Final = frozenset({"as", "like"})


def _particle(token: Token, word: str) -> Token | None:
    for child in token.children:
        if child.lower_ == word and child.dep_ in (
            "prep",
            "prt",
            "advmod",
            "dobj",
            "acomp",
            "oprd",
            "aux",
            "mark",
        ):
            return child
    for child in token.children:  # "go on to say", "make clear": one step further down
        if child.dep_ in ("ccomp", "xcomp", "acomp", "oprd") and child.lower_ == word:
            return child
    return None


def _cue_of(token: Token, cues: Iterable[Cue]) -> tuple[Cue, Token | None] | None:
    for cue in cues:
        if not cue.particle:
            return cue, None
        first, *more = cue.particle.split()
        found = _particle(token, first)
        if found is not None and not more:
            return cue, found
    return None


def cue_tokens(token: Token, particle: Token | None) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation, the adverbs before it, and its particle."""
    first = last = token.i
    for child in token.children:
        if child.dep_ in _WITH_CUE and child.i < token.i:
            first = min(first, child.i)
        elif child.dep_ == "prt" or child == particle:
            last = child.i if token.i < child.i <= token.i + _NEAR_PREPOSITION else last
    own = {c.i for c in token.children if c.dep_ in _WITH_CUE}
    for child in token.children:
        if child.dep_ == "advmod" and child.tag_ != "WRB" and child.n_lefts == 0 and first - 1 <= child.i < token.i:
            own.add(child.i)
    before = [i for i in sorted(own) if i < token.i]
    return (*before, *range(token.i, last + 1))


def _clauses(token: Token) -> Iterator[tuple[str, Token]]:
    """The complements of a word with the name of their frame."""
    for child in token.children:
        dep = child.dep_
        if dep == "ccomp":
            yield ("ing" if child.tag_ == "VBG" and not _has_subject(child) else "that"), child
        elif dep == "xcomp":
            yield ("inf" if _is_infinitive(child) else "ing"), child
        elif dep in ("dobj", "attr", "oprd"):
            yield "obj", child
        elif dep == "acl" and token.pos_ in _NOMINAL:
            yield ("that" if _has_subject(child) else "inf" if _is_infinitive(child) else "acl"), child
        elif dep in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ"):
            yield child.lower_, child


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in token.children)


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _parenthetic(token: Token) -> Token | None:
    """The clause that a cue without a complement of its own is set into or after."""
    if token.dep_ in ("parataxis", "ccomp", "dep") and token.head.pos_ in _VERBAL and token.head != token:
        edge = token.left_edge.i
        parted = token.doc[edge].text in _SET_OFF or (edge > 0 and token.doc[edge - 1].text in _SET_OFF)
        return token.head if parted and not any(c.dep_ == "mark" for c in token.children) else None
    if token.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in _AS for c in token.children):
        return token.head
    return None


def _fill_content(draft: Draft, token: Token, cue: Cue, particle: Token | None) -> None:
    taken: set[int] = {*draft.cue, *draft.source}
    scoped: set[int] = set()
    topic: set[int] = set()
    if particle is not None:
        for child in particle.children:
            if child.dep_ in ("pobj", "pcomp"):
                scoped_frame = "obj" in cue.scoped
                (scoped if scoped_frame else topic).update(range(child.left_edge.i, child.right_edge.i + 1))
    for frame, child in _clauses(token):
        if child == particle or _holds_source(child, draft):
            continue
        if frame == "obj" and child.lower_ in ("it", "so", "this", "that") and "that" in cue.scoped:
            continue
        stretch = range(child.left_edge.i, child.right_edge.i + 1)
        if frame in cue.scoped:
            scoped.update(stretch)
        elif frame in cue.topic:
            topic.update(stretch)
    if not scoped and "that" in cue.scoped:
        clause = _parenthetic(token)
        if clause is not None:
            own = range(token.left_edge.i, token.right_edge.i + 1)
            scoped.update(i for i in range(clause.left_edge.i, clause.right_edge.i + 1) if i not in own)
    if not scoped and "quote" in cue.scoped:
        scoped = _after_colon(token)
    draft.content = (scoped or topic) - taken
    draft.scoped = bool(scoped)
    _absorb_preposition(draft, token)


def _after_colon(cue: Token) -> set[int]:
    """ "The navy owned up on Tuesday: one of its boats did …": the statement between a colon and the line's end."""
    doc, end = cue.doc, cue.sent.end
    colon = next((i for i in range(cue.i + 1, end) if doc[i].text == ":"), -1)
    if colon < 0 or not any(t.pos_ in _VERBAL for t in doc[colon + 1 : end]):
        return set()
    between = doc[cue.i + 1 : colon]
    if any(t.pos_ in _VERBAL or t.text in _SENTENCE_PARTS for t in between):
        return set()  # another clause stands between: whose colon it is cannot be told
    return set(range(colon + 1, end))


def _holds_source(clause: Token, draft: Draft) -> bool:
    """A clause before the verb that holds the source is another statement of his ("called it false, said it …")."""
    return draft.source_head >= 0 and clause.i < draft.head and clause.left_edge.i <= draft.source_head <= clause.i


def _absorb_preposition(draft: Draft, token: Token) -> None:
    """ "talked about the raid": the preposition belongs to the cue, its object is the content."""
    first = min(draft.content, default=-1)
    if first == draft.cue[-1] + 1 and draft.cue[-1] >= token.i:
        opener = token.doc[first]
        if opener.dep_ in ("prep", "dative") and opener.head == token and opener.pos_ == "ADP":
            draft.content.discard(first)
            draft.cue = (*draft.cue, first)


def _passive_subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "nsubjpass"), None)


def verb_draft(token: Token, lexicon: SaysLexicon, frames: Frames) -> Draft | None:
    """The relation that a verb makes, or None when the verb is no cue."""
    cues = lexicon.verbs.get(token.lemma_.lower())
    if cues is None:
        return None
    found = _cue_of(token, cues)
    if found is None:
        return None
    cue, particle = found
    if "version" in cue.scoped:
        return _version(token, cue, lexicon)
    draft = Draft(token.i, f"{cue.lemma} {cue.particle}".strip(), cue.value, cue.act, takes_quote="quote" in cue.scoped)
    draft.cue = cue_tokens(token, particle)
    set_source(draft, *subject_of(token, frames))
    _fill_content(draft, token, cue, particle)
    if is_passive(token):
        _fill_passive(draft, token, cue)
    draft.hearsay = draft.source_head < 0 and bool(draft.content) and draft.scoped
    return draft


def _version(token: Token, cue: Cue, lexicon: SaysLexicon) -> Draft | None:
    """ "The readout has both presidents agreeing": a document that tells, whatever the tree makes of it."""
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
    if subject is None or subject.lemma_.lower() not in lexicon.documents:
        return None
    told = [c for c in token.children if c.i > token.i and c.dep_ in ("dobj", "ccomp", "xcomp", "advcl")]
    if not any(t.tag_ == "VBG" for c in told for t in (c, *c.children)):
        return None
    draft = Draft(token.i, cue.lemma, cue.value, cue.act, takes_quote=False)
    draft.cue = cue_tokens(token, None)
    set_source(draft, subject, None)
    for child in told:
        draft.content.update(range(child.left_edge.i, child.right_edge.i + 1))
    return draft


def _fill_passive(draft: Draft, token: Token, cue: Cue) -> None:
    """ "X is said to have gone": the subject belongs to the content, and nobody says it."""
    subject = _passive_subject(token)
    infinitives = [c for c in token.children if c.dep_ == "xcomp"]
    if infinitives and ("inf" in cue.scoped or cue.act in ("say", "believe", "show")):
        for child in infinitives:
            draft.content.update(range(child.left_edge.i, child.right_edge.i + 1))
        draft.scoped = True
        draft.content.update(range(*phrase(subject)) if subject is not None else ())
        return
    if subject is None:
        return
    if not draft.content and draft.source_head >= 0:
        draft.content = set(range(*phrase(subject)))
        draft.scoped = "obj" in cue.scoped


def noun_draft(token: Token, lexicon: SaysLexicon, frames: Frames) -> Draft | None:
    """The relation of a noun with a complement: "claims that", "a call for", "reports of"."""
    cues = lexicon.nouns.get(token.lemma_.lower())
    if cues is None:
        return None
    cue = cues[0]
    scoped: set[int] = set()
    particle: Token | None = None
    for frame, child in _clauses(token):
        if frame in cue.scoped:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")] if child.pos_ == "ADP" else [child]
            particle = child if child.pos_ == "ADP" else particle
            for part in inner:
                scoped.update(range(part.left_edge.i, part.right_edge.i + 1))
    if not scoped:
        return None
    draft = Draft(token.i, cue.lemma, cue.value, cue.act, takes_quote=False)
    draft.cue = (token.i, particle.i) if particle is not None and particle.i == token.i + 1 else (token.i,)
    holder = next((c for c in token.children if c.dep_ == "poss"), None)
    if holder is None:
        by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "among")), None)
        holder = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if holder is None and token.dep_ == "dobj" and token.head.pos_ == "VERB":
        holder = subject_of(token.head, frames)[0]
    set_source(draft, holder, None)
    draft.content = scoped - set(draft.source)
    draft.hearsay = draft.source_head < 0
    return draft


def phrase_drafts(doc: Doc, lexicon: SaysLexicon) -> Iterator[Draft]:
    """Prepositional sources: "according to two officials"."""
    by_first: dict[str, list[tuple[tuple[str, ...], FactValue]]] = {}
    for words, value in lexicon.phrases.items():
        by_first.setdefault(words[0], []).append((words, value))
    for token in doc:
        for words, value in by_first.get(token.lower_, ()):
            end = token.i + len(words)
            if end > len(doc) or any(doc[token.i + n].lower_ != word for n, word in enumerate(words)):
                continue
            named = _named_after(doc, token, end)
            if named is None:
                continue
            draft = Draft(token.i, " ".join(words), value, "say", takes_quote=True)
            draft.cue = tuple(range(token.i, end))
            set_source(draft, named, None)
            draft.content = _clause_over(token, max(end, named.right_edge.i + 1))
            yield draft


def _named_after(doc: Doc, token: Token, end: int) -> Token | None:
    """The object of a phrase that runs from `token` to `end`."""
    for part in (doc[end - 1], token):
        for child in part.children:
            if child.dep_ in ("pobj", "dobj", "nsubj") and child.i >= end:
                return child
    return None


def _clause_over(token: Token, end: int) -> set[int]:
    """The clause that a phrase from `token` to `end` hangs on, the phrase itself left out."""
    top = token
    while top.dep_ in _HANGING and top.head != top and top.pos_ not in _NOMINAL:
        top = top.head
        if top.pos_ in _VERBAL:
            break
    if top == token:
        return set()
    sentence = token.sent
    first = max(top.left_edge.i, sentence.start)
    last = min(top.right_edge.i + 1, sentence.end)
    return {i for i in range(*trimmed(token.doc, first, last)) if not token.i <= i < end}


def hearsay_drafts(doc: Doc, lexicon: SaysLexicon) -> Iterator[Draft]:
    """Reports without a source: "reportedly" over its clause, "alleged" over its noun."""
    for token in doc:
        value = lexicon.adverbs.get(token.lower_)
        if value is None or token.head == token or token.dep_ not in ("advmod", "amod"):
            continue
        top = token.head
        draft = Draft(token.i, token.lower_, value, "say", takes_quote=False, hearsay=True)
        draft.cue = (token.i,)
        end = top.right_edge.i + 1
        if top.pos_ in _NOMINAL:
            end = min((c.left_edge.i for c in top.children if c.dep_ == "relcl"), default=end)
        draft.content = {i for i in range(top.left_edge.i, end) if i != token.i}
        yield draft
