"""From signs to a verdict: each sign speaks for or against each verdict, the balance decides.

With learning off, the signs of the codebook count what `_RULES` says; with it on, the weights of
`verdict_weights.json`, trained by `scripts/train_verdicts.py` on our own gold alone.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, cast, get_args

from suasion.errors import DataError
from suasion.judge.features import LATE, Weighing
from suasion.judge.sentences import Reading, Sentence
from suasion.judge.wording import Chances
from suasion.types import VerdictName

FILE: Final = "verdict_weights.json"
VERDICTS: Final[tuple[VerdictName, ...]] = get_args(VerdictName)
CAUTIOUS: Final[tuple[VerdictName, ...]] = ("insufficient", "failed", "partial", "succeeded")

# Rules alone: what each sign says for each verdict (2026-11, by section 4 of the codebook).
_RULES: Final[dict[str, dict[str, float]]] = {
    "T>S CONCEDE done": {"succeeded": 2.0, "partial": 1.0},
    "T>o CONCEDE done": {"succeeded": 1.0, "partial": 0.5},
    "T>S RETREAT done": {"succeeded": 2.0, "partial": 0.5},
    "T>S AGREE done": {"succeeded": 0.7, "partial": 0.7},
    "T>S REJECT done": {"failed": 2.0},
    "T>o REJECT done": {"failed": 1.0},
    "T>S SANCTION done": {"failed": 1.0},
    "T>S ACCUSE done": {"failed": 0.5},
    "T>S CONCEDE not done": {"failed": 1.5},
    "gives way: most, near": {"succeeded": 0.6},
    "gives way: by the target": {"succeeded": 0.4, "partial": 0.2},
    "agrees: most, near": {"partial": 0.6},
    "refuses: most, near": {"failed": 0.6},
    "refuses: by the target": {"failed": 0.6},
    "no answer coded": {"insufficient": 0.4},
    "no pressure coded": {"insufficient": 0.4},
    "never together": {"insufficient": 0.5},
    "form how far": {"partial": 0.5},
}
_RULE_BIAS: Final = {"failed": 0.3, "insufficient": 0.3, "succeeded": 0.0, "partial": 0.0}


@dataclass(frozen=True, slots=True)
class Scale:
    """Bias by verdict, and by sign what one of it adds to each verdict."""

    bias: dict[str, float]
    by_name: dict[str, dict[str, float]]

    def add(self, features: Mapping[str, float]) -> dict[str, float]:
        """The sum for each verdict over the signs."""
        totals = {v: [self.bias.get(v, 0.0)] for v in VERDICTS}
        for name, value in features.items():
            for verdict, weight in self.by_name.get(name, {}).items():
                totals[cast(VerdictName, verdict)].append(weight * value)
        return {v: math.fsum(parts) for v, parts in totals.items()}

    def telling(self, features: Mapping[str, float], verdict: str, most: int) -> list[tuple[str, float]]:
        """The signs that speak most for a verdict against the mean of all, strongest first."""
        rows = []
        for name, value in features.items():
            by = self.by_name.get(name, {})
            rows.append((name, value * (by.get(verdict, 0.0) - math.fsum(by.values()) / len(VERDICTS))))
        return [r for r in sorted(rows, key=lambda r: (-round(r[1], 9), r[0])) if r[1] > 0][:most]


RULES: Final = Scale(dict(_RULE_BIAS), _RULES)


# A general question ("did it succeed?") put to a history is answered by how its later sentences speak of giving way
# and refusing. Slope and biases: one-variable logit on the first half of the EUSANCT case summaries, 2026-11.
HISTORY: Final = Scale(
    {"failed": 0.82, "partial": -0.44, "succeeded": -0.38, "insufficient": -1.5},
    {LATE: {"failed": -12.3, "partial": 6.5, "succeeded": 5.8}, "target not named": {"insufficient": 3.0}},
)
# A text that names so many years is a history.
_YEARS: Final = 3


@functools.lru_cache(maxsize=2)
def learned(kind: str) -> Scale:
    """The trained scale for questions that name a demand (`asked`) or none (`general`).

    Raises DataError when its file is broken.
    """
    raw = resources.files("suasion.judge").joinpath(FILE).read_text(encoding="utf-8")
    try:
        data = json.loads(raw)[kind]
        return Scale(dict(data["bias"]), {k: dict(v) for k, v in data["weights"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def scale_for(reading: Reading, use_learned: bool) -> Scale:
    """The scale that a question is judged by."""
    if not use_learned:
        return RULES
    if not reading.blank:
        return learned("asked")
    return HISTORY if reading.years >= _YEARS else learned("general")


def weighing(sentence: Sentence, chances: Chances) -> Weighing:
    """A sentence counts by the square of its nearness: the far ones hardly at all."""
    return Weighing(sentence, chances, sentence.near**2)


def shares(totals: Mapping[str, float]) -> dict[str, float]:
    """Each verdict's share of belief (softmax)."""
    top = max(totals.values())
    raised = {v: math.exp(t - top) for v, t in totals.items()}
    whole = math.fsum(raised.values())
    return {v: r / whole for v, r in raised.items()}


def best(totals: Mapping[str, float]) -> VerdictName:
    """The verdict with the most belief; ties go to the more cautious one."""
    return max(CAUTIOUS, key=lambda v: (round(totals[v], 9), -CAUTIOUS.index(v)))
