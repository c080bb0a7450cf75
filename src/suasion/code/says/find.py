"""From a parsed document to its attribution relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from suasion.code.acts.frames import Frames
from suasion.code.says import cues
from suasion.code.says.addressees import addressee_of
from suasion.code.says.quoting import Linker
from suasion.code.says.relation import Draft, Relation, Relations
from suasion.code.says.sources import actor_of, resolve, set_source
from suasion.code.says.spans import Quotes, phrase
from suasion.code.says.transcript import Transcript
from suasion.lexicon import says as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from suasion.code.who import Actors
    from suasion.lexicon.says import SaysLexicon
    from suasion.parse import Parsed

# What the tree may take an inverted subject for ("said the minister").
_OBJECTS: Final = frozenset({"nsubj", "dobj", "attr", "oprd", "npadvmod"})


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
            heard = addressee_of(token, words, actors) if draft is not None else None
            if draft is not None and heard is not None:
                draft.heard = heard.i
        elif token.pos_ == "NOUN":
            draft = cues.noun_draft(token, words, frames)
        if draft is not None:
            drafts.append(draft)
    drafts += cues.phrase_drafts(doc, words)
    drafts += cues.hearsay_drafts(doc, words)
    quotes = Quotes(parsed)
    for draft in drafts:
        _speak_from_outside(draft, quotes, doc)
        _keep_to_quotation(draft, quotes)
        _keep_to_sentence_part(draft, quotes, parsed.doc)
    drafts += Linker(parsed, quotes, drafts).link()
    made = Relations(tuple(_finished(d, actors, parsed, words) for d in sorted(drafts, key=_order) if d.content))
    made.memo["frames"] = frames
    made.memo["transcript"] = Transcript(parsed, actors, words)
    return made


def _speak_from_outside(draft: Draft, quotes: Quotes, doc: Doc) -> None:
    """'"We," said the minister, "will wait"': quoted words are no source of a cue outside the quotation."""
    if draft.head < 0 or draft.source_head < 0 or quotes.at(draft.head) >= 0 or quotes.at(draft.source_head) < 0:
        return
    draft.source, draft.source_head, draft.antecedent = (), -1, -1
    for child in doc[draft.head].rights:
        if child.dep_ in _OBJECTS and quotes.at(child.i) < 0:
            set_source(draft, child, None)
            draft.content -= set(draft.source)
            return


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


def _finished(draft: Draft, actors: Actors | None, parsed: Parsed, words: SaysLexicon) -> Relation:
    doc = parsed.doc
    heard = tuple(range(*phrase(doc[draft.heard]))) if draft.heard >= 0 else ()
    content = sorted(i for i in draft.content if not doc[i].is_space)
    return Relation(
        source=resolve(draft, actors, parsed, words),
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
        addressee=actor_of((draft.heard, *heard), actors),
        addressee_tokens=heard,
    )
