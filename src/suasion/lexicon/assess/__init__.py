"""The cues of assessments, and the weights that say how far each cue betrays which kind."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Final, get_args

from suasion.errors import DataError
from suasion.lexicon.says import fact_value, rows
from suasion.types import AssessmentKind, FactValue

PACKAGE: Final = "suasion.lexicon.assess"
WEIGHTS: Final = "weights.csv"
KINDS: Final[tuple[AssessmentKind, ...]] = get_args(AssessmentKind)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase (lemmas) of a class, with the value it gives the judgement."""

    words: tuple[str, ...]
    group: str
    value: FactValue


@dataclass(frozen=True, slots=True)
class AssessLexicon:
    """Cues by first word; weights by kind and feature; `bias` and `threshold` are features' names too."""

    cues: dict[str, tuple[Cue, ...]]
    weights: dict[AssessmentKind, dict[str, float]]


def _cues() -> dict[str, tuple[Cue, ...]]:
    made: dict[str, list[Cue]] = {}
    for number, (group, words, value, _) in rows(PACKAGE, "cues.csv", 4):
        for phrase in words.split("|"):
            parts = tuple(phrase.split())
            if not parts:
                raise DataError("cues.csv", number, "an empty cue")
            made.setdefault(parts[0], []).append(Cue(parts, group, fact_value(value, "cues.csv", number)))
    return {first: tuple(sorted(cues, key=lambda c: (-len(c.words), c.group))) for first, cues in made.items()}


def _weights() -> dict[AssessmentKind, dict[str, float]]:
    made: dict[AssessmentKind, dict[str, float]] = {kind: {} for kind in KINDS}
    if not resources.files(PACKAGE).joinpath(WEIGHTS).is_file():
        raise DataError(WEIGHTS, None, "the file is missing")
    for number, (name, feature, weight) in rows(PACKAGE, WEIGHTS, 3):
        kind = next((k for k in KINDS if k == name), None)
        if kind is None:
            raise DataError(WEIGHTS, number, f"unknown kind {name!r}")
        try:
            made[kind][feature] = float(weight)
        except ValueError as error:
            raise DataError(WEIGHTS, number, f"{weight!r} is no number") from error
    return made


@functools.lru_cache(maxsize=1)
def cues() -> dict[str, tuple[Cue, ...]]:
    """The cues by their first word."""
    return _cues()


@functools.lru_cache(maxsize=1)
def load() -> AssessLexicon:
    """Read and check cues and weights. Raises DataError with file, line and reason."""
    return AssessLexicon(cues(), _weights())
