"""How governing words bear on the truth of what they govern; operators; words of denial."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Final

import yaml

from suasion.errors import DataError
from suasion.lexicon.says import fact_value, rows
from suasion.types import FactValue

PACKAGE: Final = "suasion.lexicon.sure"
MODES: Final = frozenset({"fact", "irrealis", "future", "open", "="})
KINDS: Final = frozenset({"neg", "det", "modal", "adverb", "marker", "prep"})
DENIAL_LISTS: Final = (
    "verbs", "dismissals", "tellings", "verdicts", "pronouns", "scheduled", "announcing", "expressing",
    "silent", "declining",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """The author's value of a governed act; None keeps the governor's own."""

    words: str
    pos: FactValue | None
    neg: FactValue | None
    holder: FactValue | None
    mode: str


@dataclass(frozen=True, slots=True)
class Operator:
    """What a word in the act's own clause does: `turns` the polarity, or sets `value` (None: keeps)."""

    word: str
    kind: str
    turns: bool
    value: FactValue | None
    mode: str


@dataclass(frozen=True, slots=True)
class SureLexicon:
    """Signatures by (part, lemma, frame), the particles that may widen a lemma, operators by kind."""

    signatures: dict[tuple[str, str, str], Signature]
    particles: dict[tuple[str, str], tuple[str, ...]]
    operators: dict[tuple[str, str], Operator]
    denials: dict[str, frozenset[str]]


def _value(cell: str, name: str, line: int) -> FactValue | None:
    return None if cell in ("=", "") else fact_value(cell, name, line)


def _mode(cell: str, name: str, line: int) -> str:
    if cell not in MODES:
        raise DataError(name, line, f"unknown mode {cell!r}")
    return cell


def _signatures() -> tuple[dict[tuple[str, str, str], Signature], dict[tuple[str, str], tuple[str, ...]]]:
    name = "signatures.csv"
    made: dict[tuple[str, str, str], Signature] = {}
    particles: dict[tuple[str, str], set[str]] = {}
    for line, (words, part, frames, pos, neg, holder, mode, _) in rows(PACKAGE, name, 8):
        if part not in ("v", "n", "a", "r"):
            raise DataError(name, line, f"unknown part {part!r}")
        for word in words.split("|"):
            lemma, _, particle = word.partition(" ")
            if particle:
                particles.setdefault((part, lemma), set()).add(particle)
            signature = Signature(
                word,
                _value(pos, name, line),
                _value(neg, name, line),
                _value(holder, name, line),
                _mode(mode, name, line),
            )
            for frame in frames.split():
                # The first row that gives a frame leads; later rows add other frames.
                made.setdefault((part, word, frame), signature)
    return made, {k: tuple(sorted(v)) for k, v in particles.items()}


def _operators() -> dict[tuple[str, str], Operator]:
    name = "operators.csv"
    made: dict[tuple[str, str], Operator] = {}
    for line, (words, kind, value, mode, _) in rows(PACKAGE, name, 5):
        if kind not in KINDS:
            raise DataError(name, line, f"unknown kind {kind!r}")
        turns = value == "-"
        for word in words.split("|"):
            operator = Operator(
                word, kind, turns, None if turns else _value(value, name, line), _mode(mode, name, line)
            )
            made.setdefault((kind, word), operator)
    return made


def _denials() -> dict[str, frozenset[str]]:
    name = "denials.yaml"
    data = yaml.safe_load(resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8"))
    if not isinstance(data, dict) or sorted(data) != sorted(DENIAL_LISTS):
        raise DataError(name, None, f"the lists are not {', '.join(DENIAL_LISTS)}")
    return {key: frozenset(str(w).lower() for w in words) for key, words in data.items()}


@functools.lru_cache(maxsize=1)
def load() -> SureLexicon:
    """Read and check the lexicon of factuality. Raises DataError with file, line and reason."""
    signatures, particles = _signatures()
    return SureLexicon(signatures, particles, _operators(), _denials())
