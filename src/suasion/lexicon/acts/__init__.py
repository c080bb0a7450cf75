"""The act lexicon: which words report which PLOVER type, and where its actors stand.

One CSV a type (`threaten.csv`), word classes in `classes_*.yaml`, vetoes in `noise.csv`, words that
turn an act round in `turning.yaml`.
The format is described in docs/lexicon.md; every row is checked when it is loaded.
"""

from __future__ import annotations

import csv
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Final, get_args

import yaml

from suasion.errors import DataError
from suasion.types import EventType

COLUMNS: Final = ("pattern", "source", "target", "content", "mode", "contexts", "trust", "note")
TYPES: Final[tuple[EventType, ...]] = get_args(EventType)
PARTS: Final = {"v": "verb", "n": "noun", "a": "adjective", "x": "phrase"}
TURNING: Final = "turning.yaml"
TRUSTS: Final = ("high", "mid", "low")
# Where the actors of a nominal event stand when the row does not say.
_NOUN_SOURCE: Final = ("poss", "by", "of", "from", "ctx")
_NOUN_TARGET: Final = ("on", "against", "to", "with", "of", "for", "ctx")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: the head's lemmas, the words that must hang on it, and the frame.

    `words` holds, for each further word, the lemmas that will do. `source` and `target` are
    slots in order of preference. `content` is where an embedded act stands, with its polarity.
    """

    id: str
    type: EventType
    part: str
    head: frozenset[str]
    words: tuple[frozenset[str], ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    content: str
    mode: str | None
    contexts: tuple[str, ...]
    trust: str
    text: str


@dataclass(frozen=True, slots=True)
class ActLexicon:
    """All patterns, found by part of speech and head lemma."""

    patterns: tuple[Pattern, ...]
    by_head: dict[tuple[str, str], tuple[Pattern, ...]] = field(repr=False)
    noise: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, repr=False)

    def starting_with(self, part: str, lemma: str) -> tuple[Pattern, ...]:
        """Patterns whose head is this lemma as this part of speech."""
        return self.by_head.get((part, lemma), ())


def _rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, next(csv.reader([line]))


def _classes() -> dict[str, frozenset[str]]:
    folder = resources.files("suasion.lexicon.acts")
    classes: dict[str, frozenset[str]] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not (entry.name.startswith("classes") and entry.name.endswith(".yaml")):
            continue
        for name, words in (yaml.safe_load(entry.read_text(encoding="utf-8")) or {}).items():
            if name in classes:
                raise DataError(entry.name, None, f"class {name} is defined twice")
            classes[name] = frozenset(str(w).lower() for w in words)
    return classes


@functools.lru_cache(maxsize=1)
def turning() -> dict[str, dict[str, str]]:
    """Words that turn an act round, by list (`turning.yaml`), each with what it makes of the act ("-" not to do it).

    Raises DataError for a list that is missing or a sign that is none.
    """
    raw = yaml.safe_load(resources.files("suasion.lexicon.acts").joinpath(TURNING).read_text(encoding="utf-8"))
    made: dict[str, dict[str, str]] = {}
    for name in ("ending", "nobody", "negation", "condition"):
        words = raw.get(name)
        made[name] = {str(w): words[w] if isinstance(words, dict) else "-" for w in words or ()}
        if not made[name] or not set(made[name].values()) <= {"+", "-"}:
            raise DataError(TURNING, None, f"list {name} is missing or has a sign other than + and -")
    return made


def _alternatives(word: str, classes: dict[str, frozenset[str]], where: tuple[str, int]) -> frozenset[str]:
    found: set[str] = set()
    for part in word.lower().split("|"):
        if part.startswith("{") and part.endswith("}"):
            if part[1:-1] == "act":
                found.add("{act}")
            elif part[1:-1] in classes:
                found |= classes[part[1:-1]]
            else:
                raise DataError(*where, f"unknown class {part}")
        elif part:
            found.add(part)
    return frozenset(found)


def _slots(text: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(s for s in text.split("|") if s) or default


def _pattern(kind: EventType, row: list[str], where: tuple[str, int], classes: dict[str, frozenset[str]]) -> Pattern:
    if len(row) != len(COLUMNS):
        raise DataError(*where, f"{len(row)} columns, not {len(COLUMNS)}")
    text, source, target, content, mode, contexts, trust, _ = (cell.strip() for cell in row)
    mark, colon, rest = text.partition(":")
    part = PARTS.get(mark) if colon else "verb"
    if part is None:
        raise DataError(*where, f"unknown part of speech {mark}:")
    words = [_alternatives(w, classes, where) for w in (rest if colon else text).split()]
    if not words or not all(words):
        raise DataError(*where, "empty pattern")
    if trust not in TRUSTS:
        raise DataError(*where, f"trust is {trust!r}, not one of {', '.join(TRUSTS)}")
    verbal = part == "verb"
    return Pattern(
        id=f"{where[0]}:{where[1]}",
        type=kind,
        part=part,
        head=words[0],
        words=tuple(words[1:]),
        source=_slots(source, ("subj",) if verbal or part == "adjective" else _NOUN_SOURCE),
        target=_slots(target, ("obj", "comp", "ctx") if verbal else _NOUN_TARGET),
        content=content,
        mode=mode or None,
        contexts=tuple(c for c in contexts.split("|") if c),
        trust=trust,
        text=text,
    )


@functools.lru_cache(maxsize=1)
def load() -> ActLexicon:
    """Read and check the whole lexicon. Raises DataError with file, line and reason."""
    folder = resources.files("suasion.lexicon.acts")
    classes = _classes()
    patterns: list[Pattern] = []
    for kind in TYPES:
        name = f"{kind.lower()}.csv"
        rows = _rows(name, folder.joinpath(name).read_text(encoding="utf-8"))
        _, header = next(rows)
        if tuple(header) != COLUMNS:
            raise DataError(name, 1, f"the header is not {','.join(COLUMNS)}")
        patterns += [_pattern(kind, row, (name, number), classes) for number, row in rows]
    by_head: dict[tuple[str, str], list[Pattern]] = {}
    for pattern in patterns:
        for lemma in sorted(pattern.head):
            by_head.setdefault((pattern.part, lemma), []).append(pattern)
    noise_rows = _rows("noise.csv", folder.joinpath("noise.csv").read_text(encoding="utf-8"))
    noise: dict[str, list[tuple[str, ...]]] = {}
    for _, row in itertools.islice(noise_rows, 1, None):
        phrase = tuple(row[0].lower().split())
        noise.setdefault(phrase[0], []).append(phrase)
    return ActLexicon(
        tuple(patterns),
        {k: tuple(v) for k, v in by_head.items()},
        {k: tuple(v) for k, v in noise.items()},
    )
