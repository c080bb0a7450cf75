"""How an actor's code is written in a sentence."""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources


@functools.lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    raw = resources.files("suasion.lexicon").joinpath("names.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(raw))}


def name_of(code: str) -> str:
    """The English name of a code; organisations without one are written as their code."""
    return _names().get(code, code)
