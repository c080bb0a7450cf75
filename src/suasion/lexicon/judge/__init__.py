"""Words of outcomes and of questions, read and checked once."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

import yaml

from suasion.errors import DataError

SIDES: Final = ("done", "partly", "not", "open")
# Words that "_" in a cue may stand for.
_GAP: Final = r"(?:[\w'’-]+ ){0,3}"


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that tells how pressure ended."""

    text: str
    side: str
    pattern: re.Pattern[str]


def _compile(text: str) -> re.Pattern[str]:
    words = [re.escape(w).replace(r"\*", r"[\w’'-]*") for w in text.split()]
    body = " ".join(words).replace("_ ", _GAP)
    return re.compile(rf"(?<![\w-]){body}(?![\w-])")


@functools.lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """The outcome cues. Raises DataError with the line of a broken row."""
    raw = resources.files("suasion.lexicon.judge").joinpath("outcomes.csv").read_text(encoding="utf-8")
    found = []
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip() or line.startswith("#") or line.startswith("cue,"):
            continue
        row = next(csv.reader([line]))
        if len(row) != 3 or row[1] not in SIDES or not row[0].strip():
            raise DataError("outcomes.csv", number, "not cue,side,note with a known side")
        found.append(Cue(row[0], row[1], _compile(row[0].lower())))
    return tuple(found)


@functools.lru_cache(maxsize=1)
def question_words() -> dict[str, frozenset[str]]:
    """Word lists for reading questions, by name."""
    raw = resources.files("suasion.lexicon.judge").joinpath("questions.yaml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in yaml.safe_load(raw).items()}
