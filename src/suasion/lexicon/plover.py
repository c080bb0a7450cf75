"""PLOVER's scales: quad class, scores and a CAMEO code for each type and mode."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib import resources

from suasion.errors import DataError


@dataclass(frozen=True, slots=True)
class Scale:
    """Quad class; PLOVER's score and Goldstein's weight, both from -10 to 10; a CAMEO code."""

    quad: str
    score: float
    goldstein: float
    cameo: str


@functools.lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], Scale]:
    """The scales by type and mode (`""` for a type without mode). Raises DataError."""
    raw = resources.files("suasion.lexicon").joinpath("plover.csv").read_text(encoding="utf-8")
    rows = [line for line in raw.splitlines() if not line.startswith("#")]
    made = {}
    for number, row in enumerate(csv.DictReader(rows), 2):
        try:
            made[row["type"], row["mode"]] = Scale(
                row["quad"], float(row["score"]), float(row["goldstein"]), row["cameo"]
            )
        except (KeyError, ValueError) as error:
            raise DataError("plover.csv", number, f"not a scale ({error})") from error
    return made


def scale_of(kind: str, mode: str | None) -> Scale:
    """The scale of a type and mode; that of the type alone where the mode has none of its own."""
    scales = table()
    return scales.get((kind, mode or "")) or scales[kind, ""]
