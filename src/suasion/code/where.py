"""Where an act took place: the locative adjunct of its clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from suasion.code.when.roles import VERBS, clause_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from suasion.code.who import Actors
    from suasion.parse import Parsed

_IN: Final = frozenset({"in", "at", "near", "outside", "off", "inside", "around"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
# Parts of a clause whose own "in ..." may be the clause's ("held talks in Geneva").
_OBJECTS: Final = frozenset({"dobj", "nsubjpass"})


def place_of(parsed: Parsed, actors: Actors, token_index: int) -> str | None:
    """The words of the place ("Rome"), or None where the clause names none.

    "Here" is the dateline's place.
    """
    head = parsed.doc[token_index]
    for preposition in _prepositions(head):
        for noun in preposition.children:
            if noun.dep_ == "pobj" and _is_place(noun, actors):
                first = parsed.doc[noun.left_edge.i]
                return parsed.document.text[first.idx : noun.idx + len(noun)]
    clause = clause_of(head)
    if parsed.dateline and any(c.lower_ == "here" and c.dep_ == "advmod" for c in clause.children):
        place = re.split(r"[,(]", parsed.dateline.text)[0].strip()
        return place.title() if place.isupper() else place
    return None


def _prepositions(head: Token) -> Iterator[Token]:
    """Local prepositions: the act's own, then its object's, then (for a noun) its clause's."""
    nodes = [head, *(c for c in head.children if c.dep_ in _OBJECTS)]
    clause = clause_of(head)
    if head.pos_ not in VERBS and clause.i != head.i and head.dep_ in _OBJECTS:
        nodes.append(clause)
    for node in nodes:
        yield from (c for c in node.children if c.dep_ == "prep" and c.lower_ in _IN)


def _is_place(noun: Token, actors: Actors) -> bool:
    mention = actors.at(noun.i)
    return noun.ent_type_ in _PLACES or (mention is not None and mention.locative)
