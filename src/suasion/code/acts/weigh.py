"""Weigh the readings of a match and keep the best, by rules alone or with learned weights.

The learned part is two logistic models, trained on our gold by `scripts/train_acts.py` and
shipped as plain JSON: the first weighs each reading by its own features, the second also by what the
first made of the rest of the document. It can be switched off
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
from suasion.code.acts.story import Story
from suasion.errors import DataError

FILE: Final = "weights.json"
# Rules alone: how far a pattern's word is trusted when both actors stand in its slots (2026-11).
_RULE_TRUST: Final = {"high": 0.9, "mid": 0.7, "low": 0.4}
_RULE_THRESHOLD: Final = 0.6
# Each further slot of the row, and a context actor, costs this factor under rules alone.
_RULE_RANK: Final = 0.95
_RULE_CONTEXT: Final = 0.6

# Under this probability in the first weighing a reading is not weighed again (2026-11).
HOPELESS: Final = 0.02
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
class Layer:
    """The learned weights of features and the bias of one weighing."""

    bias: float
    by_feature: dict[str, float]

    def score(self, features: tuple[str, ...]) -> float:
        """The probability that a reading with these features is an event."""
        total = self.bias + math.fsum(self.by_feature.get(f, 0.0) for f in features)
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))

    def reasons(self, features: tuple[str, ...], most: int = 4) -> tuple[str, ...]:
        """The features with the largest weights, as `feature +0.73`."""
        known = sorted(((abs(self.by_feature.get(f, 0.0)), f) for f in features), reverse=True)
        return tuple(f"{f} {self.by_feature[f]:+.2f}" for w, f in known[:most] if w > 0)


@dataclass(frozen=True, slots=True)
class Weights:
    """Both weighings, and the probability from which a reading stands."""

    first: Layer
    second: Layer
    threshold: float

    def weighed(self, readings: list[list[Candidate]]) -> list[list[tuple[float, tuple[str, ...]]]]:
        """The probability and the features of each reading; what the first finds hopeless is not weighed again."""
        scores = [[self.first.score(c.features) for c in rows] for rows in readings]
        story = Story(readings, scores)
        return [
            [self._again(c, score, story) for c, score in zip(rows, own, strict=True)]
            for rows, own in zip(readings, scores, strict=True)
        ]

    def _again(self, reading: Candidate, first: float, story: Story) -> tuple[float, tuple[str, ...]]:
        if first < HOPELESS:
            return min(first, HOPELESS), reading.features
        features = (*reading.features, *story.features(reading, first))
        return self.second.score(features), features


@functools.lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights that ship with the package. Raises DataError when the file is broken."""
    raw = resources.files("suasion.code.acts").joinpath(FILE).read_text(encoding="utf-8")
    try:
        data = json.loads(raw)
        first, second = (Layer(float(data[n]["bias"]), dict(data[n]["weights"])) for n in ("first", "second"))
        return Weights(first, second, float(data["threshold"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def _rule_score(candidate: Candidate) -> float:
    score = _RULE_TRUST[candidate.match.pattern.trust]
    for filler in (candidate.source, candidate.target):
        score *= _RULE_CONTEXT if filler.slot == "ctx" else 1.0
        score *= _RULE_RANK**filler.rank
    return score if not candidate.source.codes & candidate.target.codes else 0.0


def _scored(readings: list[list[Candidate]], weights: Weights | None) -> list[list[tuple[float, tuple[str, ...]]]]:
    if weights is None:
        return [[(_rule_score(c), c.features) for c in rows] for rows in readings]
    return weights.weighed(readings)


def best_of(readings: list[list[Candidate]], weights: Weights | None, least: float | None = None) -> list[Weighed]:
    """The readings that stand, in text order: one a match, and one match a head word.

    `least` is the probability from which a reading stands, where it is not the weights' own.
    """
    if least is None:
        least = _RULE_THRESHOLD if weights is None else weights.threshold
    by_head: dict[int, Weighed] = {}
    for rows, scored in zip(readings, _scored(readings, weights), strict=True):
        place = max(range(len(rows)), key=lambda i: (scored[i][0], -i))
        score, features = scored[place]
        head = rows[place].match.head.i
        if score < least or (head in by_head and score <= by_head[head].score):
            continue
        reasons = weights.second.reasons(features) if weights else ("rules alone",)
        by_head[head] = Weighed(rows[place], score, reasons)
    return [by_head[i] for i in sorted(by_head)]
