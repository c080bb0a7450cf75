"""Group pressing events and responses into episodes: one sender, one target, one demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from suasion.types import NOBODY, Coding, Demand, Episode, Event

INSTRUMENTS: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE"})
"""Acts that press."""
_OFFERS: Final = frozenset({"AGREE", "AID"})
RESPONSES: Final = frozenset(
    {"CONCEDE", "AGREE", "REJECT", "RETREAT", "SANCTION", "COERCE", "MOBILIZE", "ACCUSE", "AID", "SUPPORT", "COOPERATE"}
)
"""Acts of the target that answer the sender, or bear on the third party."""
_REAL: Final = frozenset({"asserted", "claimed", "contested"})
_TOLD: Final = _REAL | {"negated", "denied"}
# The furthest stage that an episode's instruments reached.
_STAGE: Final = {"REQUEST": 0, "THREATEN": 1, "MOBILIZE": 1, "AGREE": 0, "AID": 0, "SANCTION": 2, "COERCE": 2}
_STAGES: Final = ("demand", "threat", "imposed")
_SETTLING: Final = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Item:
    """An event with its document and the latter's place in time."""

    document: str
    day: dt.date
    event: Event

    def order(self) -> tuple[dt.date, str, int]:
        """By the act's own date, else its document's."""
        return (self.event.date.start if self.event.date else self.day, self.document, self.event.start)


def _third(demand: Demand | None, sender: str, target: str) -> str | None:
    if demand is None:
        return None
    for code in (*demand.target, *demand.source):
        if code not in (sender, target) and code not in NOBODY:
            return code
    return None


def _pairs(event: Event) -> Iterable[tuple[str, str]]:
    for source in dict.fromkeys(m.code for m in event.source):
        for target in dict.fromkeys(m.code for m in event.target):
            if source != target and not {source, target} & NOBODY:
                yield source, target


def _items(codings: Sequence[Coding]) -> list[Item]:
    made = [Item(c.document.id, c.document.date or dt.date.min, e) for c in codings for e in c.events]
    return sorted(made, key=Item.order)


def episodes(codings: Sequence[Coding]) -> tuple[Episode, ...]:
    """The episodes that the codings tell, the most pressed first; the order of codings changes nothing.

    Pressing events of one sender on one target with the same demanded act are one episode, so that
    a composite demand is split; those without a stated demand join the pair's widest.
    """
    items = _items(codings)
    grouped: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.event.type in INSTRUMENTS and item.event.status in _REAL:
            for pair in _pairs(item.event):
                grouped.setdefault(pair, []).append(item)
    by_source: dict[str, list[Item]] = {}
    for item in items:
        for code in sorted(_codes(item.event)[0]):
            by_source.setdefault(code, []).append(item)
    made: list[Episode] = []
    for (sender, target), pressing in sorted(grouped.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        for demand, group in _by_demand(pressing):
            made.append(_episode(f"p{len(made) + 1}", sender, target, demand, group, by_source))
    return tuple(made)


def _by_demand(pressing: list[Item]) -> list[tuple[Demand | None, list[Item]]]:
    kinds: dict[tuple[str, str] | None, list[Item]] = {}
    for item in pressing:
        demand = item.event.demand
        kinds.setdefault((demand.polarity, demand.type) if demand else None, []).append(item)
    bare = kinds.pop(None, [])
    if not kinds:
        return [(None, bare)]
    widest = max(kinds, key=lambda k: len(kinds[k]))
    kinds[widest] = sorted([*kinds[widest], *bare], key=Item.order)
    return [(next(i.event.demand for i in group if i.event.demand), group) for group in kinds.values()]


def _codes(event: Event) -> tuple[set[str], set[str]]:
    return {m.code for m in event.source}, {m.code for m in event.target}


def _episode(
    name: str, sender: str, target: str, demand: Demand | None, pressing: list[Item], by_source: dict[str, list[Item]]
) -> Episode:
    third = _third(demand, sender, target)
    offers = [
        i
        for i in by_source.get(sender, [])
        if target in _codes(i.event)[1] and i.event.type in _OFFERS and i.event.status in _REAL
    ]
    replies = [
        i
        for i in by_source.get(target, [])
        if i.event.type in RESPONSES and i.event.status in _TOLD and _answers(i.event, sender, third)
    ]
    used = sorted([*pressing, *offers], key=Item.order)
    stage = _STAGES[max(_STAGE[i.event.type] for i in pressing)]
    if any(i.event.type in _SETTLING and i.event.status in _REAL for i in replies):
        stage = "settled"
    dates = [i.event.date for i in (*used, *replies) if i.event.date]
    return Episode(
        id=name,
        sender=sender,
        target=target,
        third=third,
        demand=demand,
        instruments=tuple((i.document, i.event.id) for i in used),
        responses=tuple((i.document, i.event.id) for i in replies),
        start=min((d.start for d in dates), default=None),
        end=max((d.end for d in dates), default=None),
        stage=stage,
        deterrent=bool(demand and demand.polarity == "-" and demand.type not in _SETTLING),
        senders=_together(pressing, sender, 0),
        targets=_together(pressing, target, 1),
    )


def _answers(event: Event, sender: str, third: str | None) -> bool:
    """Whether an act of the target is towards the sender or the third party, or gives way to nobody named."""
    aimed = _codes(event)[1]
    return bool({sender, third} & aimed) or (not aimed - NOBODY and event.type in _SETTLING)


def _together(pressing: list[Item], first: str, side: int) -> tuple[str, ...]:
    """The episode's sender (0) or target (1), then those that share its part in any pressing act."""
    others = {code for item in pressing for code in _codes(item.event)[side]} - {first} - NOBODY
    return (first, *sorted(others))
