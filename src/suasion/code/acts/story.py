"""What a first weighing of all a document's matches tells about each reading, for the second weighing.

Who presses whom through the document, what was told just before and after, and whether the same act
is told twice: none of it can be seen from one match alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from suasion.code.acts.candidates import Candidate

# Limits of the classes that sums of probabilities fall into (2026-11).
_CLASSES: Final = (0.15, 0.5, 1.0, 2.0)
# A neighbour less likely than this says nothing.
_LEAST_NEIGHBOUR: Final = 0.2
_TWIN_CLASSES: Final = 4
_FIRST_CLASSES: Final = 10
_CERTAIN: Final = 0.999


def _class(total: float) -> int:
    return sum(total >= limit for limit in _CLASSES)


def _relation(other: Candidate, one: Candidate) -> str:
    """Which parts the actors of two readings share, as source and target."""
    made = "ss" if other.source.codes & one.source.codes else ""
    made += "tt" if other.target.codes & one.target.codes else ""
    made += "st" if other.source.codes & one.target.codes else ""
    return made + ("ts" if other.target.codes & one.source.codes else "")


class Story:
    """The likeliest reading of each head word of a document, by the first weighing."""

    def __init__(self, readings: Sequence[Sequence[Candidate]], scores: Sequence[Sequence[float]]) -> None:
        self._top: dict[int, tuple[Candidate, float]] = {}
        for rows, own in zip(readings, scores, strict=True):
            place = max(range(len(rows)), key=lambda i: (own[i], -i))
            head = rows[place].match.head.i
            if head not in self._top or self._top[head][1] < own[place]:
                self._top[head] = (rows[place], own[place])
        self._heads = sorted(self._top)
        self._dyads: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._sources: defaultdict[str, float] = defaultdict(float)
        self._targets: defaultdict[str, float] = defaultdict(float)
        self._told: dict[tuple[str, str, str], list[tuple[float, int]]] = {}
        for head in self._heads:
            self._count(head, *self._top[head])
        for told in self._told.values():
            told.sort(reverse=True)

    def _count(self, head: int, reading: Candidate, likely: float) -> None:
        for source in sorted(reading.source.codes):
            self._sources[source] += likely
        for target in sorted(reading.target.codes):
            self._targets[target] += likely
        for pair in product(sorted(reading.source.codes), sorted(reading.target.codes)):
            self._dyads[pair] += likely
            self._told.setdefault((reading.match.pattern.type, *pair), []).append((likely, head))

    def features(self, reading: Candidate, first: float) -> tuple[str, ...]:
        """The second weighing's own features of a reading that the first gave the probability `first`."""
        return (
            f"first={int(min(_CERTAIN, first) * _FIRST_CLASSES)}",
            *self._of_actors(reading),
            *self._of_neighbours(reading),
            f"told:twin={self._twin(reading)}",
        )

    def _of_actors(self, reading: Candidate) -> Iterator[str]:
        own, likely = self._top[reading.match.head.i]
        sources, targets = sorted(reading.source.codes), sorted(reading.target.codes)

        def without(total: float, is_own: bool) -> float:
            return total - likely if is_own else total

        there = max(
            without(self._dyads[s, t], s in own.source.codes and t in own.target.codes)
            for s, t in product(sources, targets)
        )
        back = max(
            without(self._dyads[t, s], t in own.source.codes and s in own.target.codes)
            for s, t in product(sources, targets)
        )
        pressing = max(without(self._sources[s], s in own.source.codes) for s in sources)
        pressed = max(without(self._targets[t], t in own.target.codes) for t in targets)
        loose = f"{reading.source.slot == 'ctx'}/{reading.target.slot == 'ctx'}"
        yield f"told:there={_class(there)}"
        yield f"told:there={_class(there)}/{loose}"
        yield f"told:back={_class(back)}"
        yield f"told:back={_class(back)}/{loose}"
        yield f"told:source={_class(pressing)}/{reading.source.slot == 'ctx'}"
        yield f"told:target={_class(pressed)}/{reading.target.slot == 'ctx'}"

    def _of_neighbours(self, reading: Candidate) -> Iterator[str]:
        kind, head = reading.match.pattern.type, reading.match.head.i
        place = bisect_left(self._heads, head)
        for back, index in ((1, place - 1), (2, place - 2)):
            other, likely = self._top[self._heads[index]] if index >= 0 else (None, 0.0)
            if other is not None and likely >= _LEAST_NEIGHBOUR:
                relation = _relation(other, reading)
                yield f"told:back{back}={relation}"
                yield f"told:back{back}={relation}/{other.match.pattern.type}>{kind}"
        after = place + 1
        if after < len(self._heads):
            other, likely = self._top[self._heads[after]]
            if likely >= _LEAST_NEIGHBOUR:
                relation = _relation(other, reading)
                yield f"told:next={relation}"
                yield f"told:next={relation}/{kind}>{other.match.pattern.type}"

    def _twin(self, reading: Candidate) -> int:
        """How likely the same act is told at another place, in quarters."""
        kind, head = reading.match.pattern.type, reading.match.head.i
        likely = 0.0
        for pair in product(sorted(reading.source.codes), sorted(reading.target.codes)):
            told = self._told.get((kind, *pair), ())
            likely = max(likely, *(p for p, at in told[:2] if at != head), 0.0)
        return int(likely * _TWIN_CLASSES)
