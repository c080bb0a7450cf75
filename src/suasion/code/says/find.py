"""From a parsed document to its attribution relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.code.acts.frames import Frames
from suasion.code.says import cues
from suasion.code.says.quoting import Linker
from suasion.code.says.relation import Draft, Relation, Relations
from suasion.code.says.sources import resolve
from suasion.code.says.spans import Quotes
from suasion.lexicon import says as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from suasion.code.who import Actors
    from suasion.parse import Parsed


def find_relations(parsed: Parsed, actors: Actors | None) -> Relations:
    """Every attribution of a document: speech, thought, wishes, documents, hearsay.

    Without actors the sources are phrases only. Time is linear in the text but for nesting.
    """
    doc = parsed.doc
    words = lexicon.load()
    frames = Frames(doc)
    drafts: list[Draft] = []
    for token in doc:
        draft = None
        if token.pos_ in ("VERB", "AUX"):
            draft = cues.verb_draft(token, words, frames)
        elif token.pos_ == "NOUN":
            draft = cues.noun_draft(token, words, frames)
        if draft is not None:
            drafts.append(draft)
    drafts += cues.phrase_drafts(doc, words)
    drafts += cues.hearsay_drafts(doc, words)
    quotes = Quotes(parsed)
    for draft in drafts:
        _keep_to_quotation(draft, quotes)
        _keep_to_sentence_part(draft, quotes, parsed.doc)
    drafts += Linker(parsed, quotes, drafts).link()
    made = Relations(tuple(_finished(d, actors, parsed) for d in sorted(drafts, key=_order) if d.content))
    made.memo["frames"] = frames
    return made


def _keep_to_quotation(draft: Draft, quotes: Quotes) -> None:
    """What a quoted speaker says of others ends with his quotation, wherever the tree hangs the rest."""
    inside = quotes.at(draft.head)
    if inside >= 0:
        draft.content = {i for i in draft.content if quotes.at(i) == inside}


def _keep_to_sentence_part(draft: Draft, quotes: Quotes, doc: Doc) -> None:
    """A semicolon ends reported speech: "The Commission had asked; the firms, it says, paid"."""
    if draft.head < 0 or not draft.content:
        return
    first, last = min(draft.content), max(draft.content)
    for i in range(draft.head, last):
        if doc[i].text == ";" and quotes.at(i) < 0:
            last = i - 1
            break
    for i in range(draft.head, first, -1):
        if doc[i].text == ";" and quotes.at(i) < 0:
            first = i + 1
            break
    draft.content = {i for i in draft.content if first <= i <= last}


def _order(draft: Draft) -> tuple[int, int]:
    return (min((*draft.cue, *draft.content), default=0), draft.head)


def _finished(draft: Draft, actors: Actors | None, parsed: Parsed) -> Relation:
    doc = parsed.doc
    content = sorted(i for i in draft.content if not doc[i].is_space)
    return Relation(
        source=resolve(draft, actors),
        source_tokens=draft.source,
        cue_tokens=draft.cue,
        content_tokens=tuple(content),
        predicate=draft.predicate,
        direct=draft.direct,
        value=draft.value,
        act=draft.act,
        head=draft.head,
        scoped=draft.scoped,
        hearsay=draft.hearsay,
    )
