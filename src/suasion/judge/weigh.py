"""From clues to a verdict: each clue speaks for or against each verdict, the balance decides.

With learning off, a clue's side of the codebook counts one; with it on, the weights of
`verdict_weights.json`, trained by `scripts/train_verdicts.py` on our own gold alone.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final, cast, get_args

from suasion.errors import DataError
from suasion.judge.clues import Clue
from suasion.types import VerdictName

FILE: Final = "verdict_weights.json"
VERDICTS: Final[tuple[VerdictName, ...]] = get_args(VerdictName)
# A name counts at most so often: ten refusals are not ten times as telling as one.
_MOST: Final = 2

# Rules alone: what each kind of clue says for each verdict (2026-11, by section 4 of the codebook).
_RULES: Final[dict[str, dict[str, float]]] = {
    "T>S:CONCEDE:asserted": {"succeeded": 2.0, "partial": 1.0},
    "T>o:CONCEDE:asserted": {"succeeded": 1.0, "partial": 0.5},
    "T>S:RETREAT:asserted": {"succeeded": 2.0, "partial": 0.5},
    "T>S:AGREE:asserted": {"succeeded": 0.7, "partial": 0.7},
    "T>S:REJECT:asserted": {"failed": 2.0},
    "T>o:REJECT:asserted": {"failed": 1.0},
    "T>S:SANCTION:asserted": {"failed": 1.0},
    "T>S:ACCUSE:asserted": {"failed": 0.5},
    "T>S:CONCEDE:negated": {"failed": 1.5},
    "S>T:CONCEDE:asserted": {"partial": 0.7, "failed": 0.5},
    "cue:done/pos": {"succeeded": 0.6, "partial": 0.2},
    "cue:done/neg": {"failed": 0.6},
    "cue:partly/pos": {"partial": 0.6},
    "cue:not/pos": {"failed": 0.5},
    "cue:open/pos": {"insufficient": 0.4},
}
_RULE_BIAS: Final = {"failed": 0.3, "insufficient": 0.6, "succeeded": 0.0, "partial": 0.0}


@dataclass(frozen=True, slots=True)
class Scale:
    """Bias by verdict, and by clue name what it adds to each verdict."""

    bias: dict[str, float]
    by_name: dict[str, dict[str, float]]

    def add(self, names: Iterable[str]) -> dict[str, float]:
        """The sum for each verdict over the given names."""
        totals: dict[str, float] = {v: self.bias.get(v, 0.0) for v in VERDICTS}
        for name in names:
            for verdict, weight in self.by_name.get(name, {}).items():
                totals[verdict] += weight
        return totals

    def speaks(self, clue: Clue, verdict: str) -> float:
        """How much a clue says for a verdict against the mean of the others."""
        own = math.fsum(self.by_name.get(n, {}).get(verdict, 0.0) for n in clue.names)
        rest = math.fsum(self.by_name.get(n, {}).get(v, 0.0) for n in clue.names for v in VERDICTS if v != verdict)
        return own - rest / (len(VERDICTS) - 1)


RULES: Final = Scale(dict(_RULE_BIAS), _RULES)


@functools.lru_cache(maxsize=1)
def learned() -> Scale:
    """The trained scale. Raises DataError when its file is broken."""
    raw = resources.files("suasion.judge").joinpath(FILE).read_text(encoding="utf-8")
    try:
        data = json.loads(raw)
        return Scale(dict(data["bias"]), {k: dict(v) for k, v in data["weights"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def names_of(clues: Sequence[Clue], general: Sequence[str]) -> tuple[str, ...]:
    """The names that count: each at most twice, the second time as `name#2`."""
    counted: dict[str, int] = {}
    names = list(general)
    for clue in clues:
        for name in clue.names:
            counted[name] = counted.get(name, 0) + 1
            if counted[name] <= _MOST:
                names.append(name if counted[name] == 1 else f"{name}#2")
    return tuple(names)


def shares(totals: dict[str, float]) -> dict[str, float]:
    """Each verdict's share of belief (softmax)."""
    top = max(totals.values())
    raised = {v: math.exp(t - top) for v, t in totals.items()}
    whole = math.fsum(raised.values())
    return {v: r / whole for v, r in raised.items()}


def best(totals: dict[str, float]) -> VerdictName:
    """The verdict with the most belief; ties go to the more cautious one."""
    cautious = ("insufficient", "failed", "partial", "succeeded")
    return cast(VerdictName, max(cautious, key=lambda v: (totals[v], -cautious.index(v))))
