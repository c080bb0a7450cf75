"""Where an act took place: the locative adjunct of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from suasion.code.who import Actors
    from suasion.parse import Parsed

_IN: Final = frozenset({"in", "at", "near", "outside", "off"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})


def place_of(parsed: Parsed, actors: Actors, token_index: int) -> str | None:
    """The words of the place ("Rome"), or None where the clause names none."""
    head = parsed.doc[token_index]
    for child in (*head.children, *(c for n in head.children if n.dep_ == "dobj" for c in n.children)):
        if child.dep_ != "prep" or child.lower_ not in _IN:
            continue
        for noun in child.children:
            mention = actors.at(noun.i)
            if noun.dep_ == "pobj" and (noun.ent_type_ in _PLACES or (mention and mention.locative)):
                start, end = parsed.doc[noun.left_edge.i].idx, noun.idx + len(noun)
                return parsed.document.text[start:end]
    return None
