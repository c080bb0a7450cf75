"""Group pressing events and responses into episodes: one sender, one target, one demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from suasion.types import Coding, Demand, Episode, Event

INSTRUMENTS: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE"})
RESPONSES: Final = frozenset(
    {"CONCEDE", "AGREE", "REJECT", "RETREAT", "SANCTION", "COERCE", "ACCUSE", "AID", "SUPPORT", "COOPERATE"}
)
_LOOSE: Final = frozenset({"UNKNOWN", "MEDIA", "ANALYSTS"})
_REAL: Final = frozenset({"asserted", "claimed", "contested"})
# The furthest stage that an episode's instruments reached.
_STAGE: Final = {"REQUEST": 0, "THREATEN": 1, "MOBILIZE": 1, "SANCTION": 2, "COERCE": 2}
_STAGES: Final = ("demand", "threat", "imposed")


def _third(demand: Demand | None, sender: str, target: str) -> str | None:
    if demand is None:
        return None
    for code in (*demand.target, *demand.source):
        if code not in (sender, target) and code not in _LOOSE:
            return code
    return None


def _pairs(event: Event) -> Iterable[tuple[str, str]]:
    for source in dict.fromkeys(m.code for m in event.source):
        for target in dict.fromkeys(m.code for m in event.target):
            if source != target and not {source, target} & _LOOSE:
                yield source, target


def _span(events: Iterable[Event]) -> tuple[dt.date | None, dt.date | None]:
    dates = [e.date for e in events if e.date]
    return min((d.start for d in dates), default=None), max((d.end for d in dates), default=None)


def episodes(codings: Sequence[Coding]) -> tuple[Episode, ...]:
    """The episodes that the codings tell, the most pressed first.

    Pressing events of one sender on one target with the same demanded act are one episode; those
    without a stated demand join the pair's widest.
    """
    grouped: dict[tuple[str, str], list[tuple[str, Event]]] = {}
    answers: dict[tuple[str, str], list[tuple[str, Event]]] = {}
    for coding in codings:
        for event in coding.events:
            if event.status not in _REAL:
                continue
            for pair in _pairs(event):
                if event.type in INSTRUMENTS:
                    grouped.setdefault(pair, []).append((coding.document.id, event))
                if event.type in RESPONSES:
                    answers.setdefault((pair[1], pair[0]), []).append((coding.document.id, event))
    made: list[Episode] = []
    for (sender, target), pressing in sorted(grouped.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        made += _by_demand(sender, target, pressing, answers.get((sender, target), []), len(made))
    return tuple(made)


def _by_demand(
    sender: str, target: str, pressing: list[tuple[str, Event]], replies: list[tuple[str, Event]], number: int
) -> list[Episode]:
    kinds: dict[tuple[str, str] | None, list[tuple[str, Event]]] = {}
    for item in pressing:
        demand = item[1].demand
        kinds.setdefault((demand.polarity, demand.type) if demand else None, []).append(item)
    bare = kinds.pop(None, [])
    if not kinds:
        kinds[None] = []
    widest = max(kinds, key=lambda k: len(kinds[k]))
    kinds[widest] += bare
    made = []
    for items in kinds.values():
        demand = next((e.demand for _, e in items if e.demand), None)
        start, end = _span(e for _, e in (*items, *replies))
        number += 1
        made.append(
            Episode(
                id=f"p{number}",
                sender=sender,
                target=target,
                third=_third(demand, sender, target),
                demand=demand,
                instruments=tuple((d, e.id) for d, e in items),
                responses=tuple((d, e.id) for d, e in replies),
                start=start,
                end=end,
                stage=_STAGES[max(_STAGE[e.type] for _, e in items)],
                deterrent=bool(demand and demand.polarity == "-"),
                senders=(sender,),
                targets=(target,),
            )
        )
    return made
