"""One act, one event: reports of the same act in a document become one event with all its mentions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from suasion.code import sure
from suasion.code.acts.candidates import SYMMETRIC
from suasion.code.acts.content import REST
from suasion.types import AUTHOR, Attribution, Demand, Event

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
    if a.type != b.type:
        return False
    if a.type in SYMMETRIC and _within(a, b) and _one_pair(a, b):
        return True  # "held a meeting to discuss": one talk, told by two words
    if (a.status in _REAL) != (b.status in _REAL):
        return False
    if a.status not in _REAL and a.status != b.status:
        return False
    if a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start):
        return False
    return _one_pair(a, b)


def _within(a: Event, b: Event) -> bool:
    """Whether the word of one report stands in the words of the other."""
    return a.start <= b.anchor[0] < a.end or b.start <= a.anchor[0] < b.end


def _one_pair(a: Event, b: Event) -> bool:
    (source_a, target_a), (source_b, target_b) = _codes(a), _codes(b)
    straight = bool(source_a & source_b) and bool(target_a & target_b)
    crossed = a.type in SYMMETRIC and bool(source_a & target_b) and bool(target_a & source_b)
    return straight or crossed


class _Held:
    """An event while its reports are joined; what grows with them is kept apart until the end."""

    def __init__(self, first: Event) -> None:
        self.lead = first
        self.mentions = set(first.mentions)
        self.reasons = list(first.reasons)

    def join(self, later: Event) -> None:
        """The fuller report leads; the other adds its mentions, and what the first leaves open."""
        self.mentions.update(later.mentions)
        if _RANK[later.status] < _RANK[self.lead.status]:
            lead, other = later, self.lead
            self.reasons = list(later.reasons)
        else:
            lead, other = self.lead, later
        self.reasons.append(f"joined with the report at {other.start}-{other.end}")
        stands = _stands(lead, other)
        # A claim in one sentence and its denial in another make the act contested.
        open_ = lead.status in ("claimed", "denied")
        self.lead = dataclasses.replace(
            lead,
            status=sure.status_of(stands) if open_ else lead.status,
            date=lead.date or other.date,
            demand=_fuller(lead.demand, other.demand),
            place=lead.place or other.place,
            attributions=stands,
        )

    def event(self) -> Event:
        """The event with the mentions of all its reports."""
        return dataclasses.replace(self.lead, mentions=tuple(sorted(self.mentions)), reasons=tuple(self.reasons))


def _stands(lead: Event, other: Event) -> tuple[Attribution, ...]:
    known = {(a.source, a.value) for a in lead.attributions}
    return lead.attributions + tuple(
        a for a in other.attributions if a.source != AUTHOR and (a.source, a.value) not in known
    )


def _keys(event: Event) -> Iterator[tuple[str, str, str]]:
    """What two reports of one act share at least one of."""
    sources, targets = _codes(event)
    for source in sources:
        for target in targets:
            yield event.type, source, target
            if event.type in SYMMETRIC:
                yield event.type, target, source


def _fuller(first: Demand | None, later: Demand | None) -> Demand | None:
    """The demand that the sentence ties to the pressing; the first, where both or neither are so tied."""
    if first is None or later is None:
        return first or later
    return later if first.place == REST != later.place else first


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Join reports of one act, in text order, and number the events e1, e2, …"""
    held: list[_Held] = []
    by_key: dict[tuple[str, str, str], dict[int, None]] = {}
    for event in events:
        near = sorted({index for key in _keys(event) for index in by_key.get(key, ())})
        at = next((index for index in near if same_act(held[index].lead, event)), len(held))
        if at == len(held):
            held.append(_Held(event))
        else:
            held[at].join(event)
        for key in _keys(event):
            by_key.setdefault(key, {})[at] = None
    return _numbered([one.event() for one in held])


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (e.start, e.anchor, e.type))
    return tuple(dataclasses.replace(e, id=f"e{n}") for n, e in enumerate(ordered, 1))
