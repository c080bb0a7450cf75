"""Weigh the readings of a match and keep the best, by rules alone or with learned weights.

The learned part is a logistic model over the readings' own features, trained on our gold by
`scripts/train_acts.py` and shipped as plain JSON. It can be switched off
(`SUASION_LEARNED=off`); then a reading stands when the structure gives both actors.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import Final

from suasion.code.acts.candidates import Candidate
from suasion.errors import DataError

FILE: Final = "weights.json"
# Rules alone: how far a pattern's word is trusted when both actors stand in its slots (2026-11).
_RULE_TRUST: Final = {"high": 0.9, "mid": 0.7, "low": 0.4}
_RULE_THRESHOLD: Final = 0.6
# Each further slot of the row, and a context actor, costs this factor under rules alone.
_RULE_RANK: Final = 0.95
_RULE_CONTEXT: Final = 0.6

# Readings from this probability up are kept as faint ones: a third of them are right (2026-11).
FAINT: Final = 0.12


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading that was kept: probability and the features that spoke loudest, with weights."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]

    @property
    def head(self) -> int:
        """The index of the token that reports the act."""
        return self.candidate.match.head.i


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned weights of features, the bias, and the probability from which a reading stands."""

    bias: float
    threshold: float
    by_feature: dict[str, float]

    def score(self, features: tuple[str, ...]) -> float:
        """The probability that a reading with these features is an event."""
        total = self.bias + math.fsum(self.by_feature.get(f, 0.0) for f in features)
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))

    def reasons(self, features: tuple[str, ...], most: int = 4) -> tuple[str, ...]:
        """The features with the largest weights, as `feature +0.73`."""
        known = sorted(((abs(self.by_feature.get(f, 0.0)), f) for f in features), reverse=True)
        return tuple(f"{f} {self.by_feature[f]:+.2f}" for w, f in known[:most] if w > 0)


@functools.lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights that ship with the package. Raises DataError when the file is broken."""
    raw = resources.files("suasion.code.acts").joinpath(FILE).read_text(encoding="utf-8")
    try:
        data = json.loads(raw)
        return Weights(float(data["bias"]), float(data["threshold"]), dict(data["weights"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def _rule_score(candidate: Candidate) -> float:
    score = _RULE_TRUST[candidate.match.pattern.trust]
    for filler in (candidate.source, candidate.target):
        score *= _RULE_CONTEXT if filler.slot == "ctx" else 1.0
        score *= _RULE_RANK**filler.rank
    return score if not candidate.source.codes & candidate.target.codes else 0.0


def _best_reading(readings: list[Candidate], weights: Weights | None, least: float | None) -> Weighed | None:
    """The likeliest reading of a match, or None when none is likely enough."""
    if weights is None:
        scored = [(_rule_score(c), -i, c) for i, c in enumerate(readings)]
        threshold = _RULE_THRESHOLD
    else:
        scored = [(weights.score(c.features), -i, c) for i, c in enumerate(readings)]
        threshold = weights.threshold
    score, _, best = max(scored, key=lambda row: row[:2])
    if score < (threshold if least is None else least):
        return None
    reasons = weights.reasons(best.features) if weights else ("rules alone",)
    return Weighed(best, score, reasons)


def best_of(readings: list[list[Candidate]], weights: Weights | None, least: float | None = None) -> list[Weighed]:
    """The readings that stand, in text order: one a match, and one match a head word.

    `least` is the probability from which a reading stands, where it is not the weights' own.
    """
    by_head: dict[int, Weighed] = {}
    for rows in readings:
        kept = _best_reading(rows, weights, least)
        if kept is None:
            continue
        head = kept.candidate.match.head.i
        if head not in by_head or kept.score > by_head[head].score:
            by_head[head] = kept
    return [by_head[i] for i in sorted(by_head)]
