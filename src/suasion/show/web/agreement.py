"""How far readers of the same events agree: percent, Cohen's kappa, Krippendorff's alpha (nominal)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from suasion.store.corrections import Correction, active

MACHINE: Final = "machine"
NONE: Final = "no event"
"""The label of an event that a reader does not see."""
Labels = Mapping[str, str]
"""Labels of one event by reader."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readers over the events that both judged; `kappa` is None where chance alone explains everything."""

    what: str
    a: str
    b: str
    events: int
    percent: float
    kappa: float | None
    alpha: float | None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of pairs of labels; None when both always gave one and the same label."""
    n = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[label] * right[label] for label in left) / n**2
    observed = sum(a == b for a, b in pairs) / n
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal labels (2011), of the labels of each event; None without variation."""
    pairable = [labels for labels in units if len(labels) > 1]
    counts = Counter(label for labels in pairable for label in labels)
    n = sum(counts.values())
    differing = sum(
        (len(labels) ** 2 - sum(k * k for k in Counter(labels).values())) / (len(labels) - 1) for labels in pairable
    )
    expected = n * n - sum(k * k for k in counts.values())
    return None if expected == 0 else 1 - (n - 1) * differing / expected


def labels_of(corrections: Iterable[Correction], what: Literal["type", "status"]) -> list[Labels]:
    """The labels that each reader gave to each event that an analyst spoke of; the machine is a reader too."""
    units: dict[tuple[object, ...], dict[str, str]] = {}
    for correction in active(corrections):
        subject = correction.subject
        labels = units.setdefault((correction.document, subject.anchor, subject.type if what == "type" else ""), {})
        labels[MACHINE] = getattr(correction.machine, what) if correction.machine else NONE
        if correction.action == "reject":
            labels[correction.who] = NONE
        else:
            labels[correction.who] = getattr(correction.reading or subject, what)
    return list(units.values())


def agreements(corrections: Sequence[Correction]) -> list[Agreement]:
    """Each pair of readers, by type and by status."""
    made = []
    kinds: tuple[Literal["type", "status"], ...] = ("type", "status")
    for what in kinds:
        units = labels_of(corrections, what)
        readers = sorted({name for labels in units for name in labels}, key=lambda n: (n != MACHINE, n))
        for a, b in combinations(readers, 2):
            pairs = [(labels[a], labels[b]) for labels in units if a in labels and b in labels]
            if pairs:
                percent = 100 * sum(x == y for x, y in pairs) / len(pairs)
                made.append(Agreement(what, a, b, len(pairs), percent, kappa(pairs), alpha(pairs)))
    return made
