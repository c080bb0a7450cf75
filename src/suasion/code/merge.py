"""One act, one event: reports of the same act in a document become one event with all its mentions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Final

from suasion.code import sure
from suasion.code.acts.candidates import SYMMETRIC
from suasion.types import AUTHOR, Event

# Which report leads when two are joined. A denial that is told outweighs a bare assertion elsewhere: what somebody
# contests is never taken for a fact (2026-11).
_RANK: Final = {
    "contested": 0, "asserted": 1, "claimed": 2, "denied": 3, "negated": 4, "predicted": 5, "hypothetical": 6,
}  # fmt: skip
# Reports of these kinds of status tell of one act; an act done is not the same as one only imagined.
_REAL: Final = frozenset({"asserted", "contested", "claimed", "denied"})


def _codes(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(m.code for m in event.source), frozenset(m.code for m in event.target)


def same_act(a: Event, b: Event) -> bool:
    """Whether two reports tell of one act (codebook, rule 1): type, shared actors, no other date."""
    if a.type != b.type or (a.status in _REAL) != (b.status in _REAL):
        return False
    if a.status not in _REAL and a.status != b.status:
        return False
    if a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start):
        return False
    (source_a, target_a), (source_b, target_b) = _codes(a), _codes(b)
    straight = bool(source_a & source_b) and bool(target_a & target_b)
    crossed = a.type in SYMMETRIC and bool(source_a & target_b) and bool(target_a & source_b)
    return straight or crossed


def _join(first: Event, later: Event) -> Event:
    """The fuller report leads; the other adds its mentions, and what the first leaves open."""
    lead, other = (later, first) if _RANK[later.status] < _RANK[first.status] else (first, later)
    known = {(a.source, a.value) for a in lead.attributions}
    stands = lead.attributions + tuple(
        a for a in other.attributions if a.source != AUTHOR and (a.source, a.value) not in known
    )
    # A claim in one sentence and its denial in another make the act contested.
    open_ = lead.status in ("claimed", "denied")
    return dataclasses.replace(
        lead,
        status=sure.status_of(stands) if open_ else lead.status,
        mentions=tuple(sorted({*first.mentions, *later.mentions})),
        date=lead.date or other.date,
        demand=lead.demand or other.demand,
        place=lead.place or other.place,
        attributions=stands,
        reasons=(*lead.reasons, f"joined with the report at {other.start}-{other.end}"),
    )


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Join reports of one act, in text order, and number the events e1, e2, …"""
    merged: list[Event] = []
    for event in events:
        for index, held in enumerate(merged):
            if same_act(held, event):
                merged[index] = _join(held, event)
                break
        else:
            merged.append(event)
    return _numbered(merged)


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (e.start, e.anchor, e.type))
    return tuple(dataclasses.replace(e, id=f"e{n}") for n, e in enumerate(ordered, 1))
