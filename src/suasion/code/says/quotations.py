"""Relations as records over the text: who said what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from suasion.types import UNKNOWN, Quotation, Span

if TYPE_CHECKING:
    from suasion.code.says.relation import Relation, Relations
    from suasion.parse import Parsed

# Loose marks that end no stretch of content.
_LOOSE: Final = frozenset({",", ";", ":", "-", "--", "—", "–"})


def _runs(tokens: Sequence[int], parsed: Parsed) -> list[tuple[int, int]]:
    """Ranges of neighbouring tokens; white space between tokens parts none."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and all(parsed.doc[k].is_space for k in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [(a, b) for a, b in runs]


def spans_of(tokens: Sequence[int], parsed: Parsed, content: bool = False) -> tuple[Span, ...]:
    """The tokens as spans of the document's text, loose marks at their ends cut off."""
    doc, text = parsed.doc, parsed.document.text
    spans = []
    for a, b in _runs(tokens, parsed):
        while a < b and (doc[a].text in _LOOSE or doc[a].is_space):
            a += 1
        while b > a and content and _ends_loosely(parsed, a, b):
            b -= 1
        if a < b and any(doc[i].is_alpha or doc[i].like_num for i in range(a, b)):
            spans.append(Span.of(text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))
    return tuple(spans)


def _ends_loosely(parsed: Parsed, a: int, b: int) -> bool:
    last = parsed.doc[b - 1]
    if last.text in _LOOSE or last.is_space:
        return True
    return last.text == "." and parsed.doc[a].text not in ('"', "''", "'")


def quotations(parsed: Parsed, relations: Relations) -> tuple[Quotation, ...]:
    """Every relation as a record with spans, in text order."""
    made = [_quotation(parsed, r) for r in relations.relations if _is_told(parsed, relations, r)]
    return tuple(q for q in made if q.content)


def _is_told(parsed: Parsed, relations: Relations, relation: Relation) -> bool:
    """Whether the document itself tells it: "I think" inside a speaker's quotation is his way of talking."""
    if relation.head < 0:
        return True
    if any(parsed.doc[i].tag_ == "TO" for i in relation.cue_tokens):
        return False  # "to say so would be rash": nobody is told to have said it
    return not any(r.direct and r is not relation for r in relations.at(relation.head))


def _quotation(parsed: Parsed, relation: Relation) -> Quotation:
    actor = relation.source.actors[0] if relation.source is not None and relation.source.actors else None
    return Quotation(
        code=actor.code if actor else UNKNOWN,
        sector=actor.sector if actor else None,
        source=spans_of(relation.source_tokens, parsed),
        cue=spans_of(relation.cue_tokens, parsed),
        content=spans_of(relation.content_tokens, parsed, content=True),
        direct=relation.direct,
        addressee=_addressee(parsed, relation),
    )


def _addressee(parsed: Parsed, relation: Relation) -> str | None:
    """The code of whom it is said to, or the words where they name no actor ("a rally")."""
    if relation.addressee is not None and relation.addressee.actors:
        return relation.addressee.actors[0].code
    spans = spans_of(relation.addressee_tokens, parsed)
    return spans[0].quote if spans else None
