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
from suasion.types import BaseRate

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


@dataclass(frozen=True, slots=True)
class ActWords:
    """By word, the families of demanded acts it belongs to; and the words that say nothing."""

    families: dict[str, tuple[str, ...]]
    stop: frozenset[str]


@functools.lru_cache(maxsize=1)
def act_words() -> ActWords:
    """The families of acts.yaml, by word. Raises DataError when the file is no table of word lists."""
    raw = resources.files("suasion.lexicon.judge").joinpath("acts.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(raw)
    families: dict[str, tuple[str, ...]] = {}
    for name, words in data.items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise DataError("acts.yaml", None, f"{name} is not a list of words")
        for word in words if name != "empty" else ():
            families[word] = (*families.get(word, ()), name)
    return ActWords(families, frozenset(data["empty"]))


@functools.lru_cache(maxsize=1)
def question_forms() -> dict[str, re.Pattern[str]]:
    """Patterns of the forms of questions, by name. Raises DataError for one that cannot be read."""
    raw = resources.files("suasion.lexicon.judge").joinpath("forms.yaml").read_text(encoding="utf-8")
    try:
        return {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in yaml.safe_load(raw).items()}
    except re.error as error:
        raise DataError("forms.yaml", None, str(error)) from error


@functools.lru_cache(maxsize=1)
def question_words() -> dict[str, frozenset[str]]:
    """Word lists for reading questions, by name."""
    raw = resources.files("suasion.lexicon.judge").joinpath("questions.yaml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in yaml.safe_load(raw).items()}


@functools.lru_cache(maxsize=1)
def role_rules() -> dict[str, float]:
    """What each sign of a question's wording counts with learning off. Raises DataError for a broken row."""
    found: dict[str, float] = {}
    for number, row in _table("role_rules.csv"):
        try:
            found[row["sign"]] = float(row["weight"])
        except (KeyError, TypeError, ValueError) as error:
            raise DataError("role_rules.csv", number, f"not sign,weight,note ({error})") from error
    return found


def _kind(dimension: str, value: str) -> str:
    """The cases that a rate is of, in words."""
    words = value.replace("_", " ").replace(" | ", ", ")
    if dimension == "target_major_power":
        return "target a major power" if value == "1" else "target no major power"
    return f"sender USA, {words}" if dimension.startswith("sender USA") else words


@functools.lru_cache(maxsize=1)
def base_rates() -> dict[tuple[str, str, str], BaseRate]:
    """Rates by (data set, dimension, value); the first measure of each. Raises DataError for a broken row."""
    found: dict[tuple[str, str, str], BaseRate] = {}
    for number, row in _table("base_rates.csv"):
        try:
            rate = BaseRate(
                row["dataset"],
                _kind(row["dimension"], row["value"]),
                row["measure"].split(" (")[0].replace("_", " "),
                int(row["successes"]),
                int(row["n"]),
                float(row["ci95_low"]),
                float(row["ci95_high"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DataError("base_rates.csv", number, f"not a rate ({error})") from error
        found.setdefault((row["dataset"], row["dimension"], row["value"]), rate)
    return found


@functools.lru_cache(maxsize=1)
def published_rates() -> tuple[dict[str, str], ...]:
    """Rates as printed in the literature, each with its source and how far that was checked."""
    return tuple(row for _, row in _table("published_rates.csv"))


def _table(name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers; lines that begin with # are comments."""
    raw = resources.files("suasion.lexicon.judge").joinpath(name).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(raw.splitlines(), 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in lines)
    return [(n, row) for (n, _), row in zip(lines[1:], reader, strict=True)]
