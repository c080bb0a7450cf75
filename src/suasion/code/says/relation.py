"""Attribution relations: who is said to have said what, as token indices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suasion.code.who import ActorMention
    from suasion.types import FactValue


@dataclass(frozen=True, slots=True)
class Relation:
    """One source, one cue, one content. Token indices of the parsed text, ascending.

    `head` is the cue's head token, or -1 where words follow without a cue (a quotation that
    runs on, a transcript). `value` is what the source commits itself to. `scoped` is False where
    the content is only the topic of a judgement ("criticised the raid"): its source claims nothing.
    `hearsay` marks a report without a named source ("reportedly"). `addressee` is whom it is said to.
    """

    source: ActorMention | None
    source_tokens: tuple[int, ...]
    cue_tokens: tuple[int, ...]
    content_tokens: tuple[int, ...]
    predicate: str
    direct: bool
    value: FactValue
    act: str = "say"
    head: int = -1
    scoped: bool = True
    hearsay: bool = False
    addressee: ActorMention | None = None
    addressee_tokens: tuple[int, ...] = ()


@dataclass(slots=True)
class Draft:
    """A relation while it is being made: content still grows by quotations."""

    head: int
    predicate: str
    value: FactValue
    act: str
    takes_quote: bool
    source_head: int = -1
    antecedent: int = -1
    source: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    content: set[int] = field(default_factory=set)
    scoped: bool = True
    direct: bool = False
    hearsay: bool = False
    heard: int = -1
    """The head word of whom it is said to."""


class Relations:
    """The relations of a document in text order, with the chain of sources over each token."""

    def __init__(self, relations: tuple[Relation, ...]) -> None:
        self.relations = relations
        over: dict[int, list[Relation]] = {}
        for relation in sorted(relations, key=lambda r: -_extent(r)):
            if relation.scoped:
                for i in relation.content_tokens:
                    over.setdefault(i, []).append(relation)
        self._over = {i: tuple(chain) for i, chain in over.items()}
        self._by_head = {r.head: r for r in relations if r.head >= 0}
        self.memo: dict[str, object] = {}  # what later stages work out once a document

    def at(self, token_index: int) -> tuple[Relation, ...]:
        """The relations in whose scoped content the token stands, outermost first."""
        return self._over.get(token_index, ())

    def by_cue(self, token_index: int) -> Relation | None:
        """The relation whose cue's head is that token."""
        return self._by_head.get(token_index)


def _extent(relation: Relation) -> int:
    tokens = relation.content_tokens
    return tokens[-1] - tokens[0] if tokens else 0
