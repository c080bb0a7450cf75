"""The words that hand a statement to a source: verbs, nouns, prepositional phrases, adverbs.

Each file says in its head what its columns mean; every row is checked when it is loaded.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final, get_args

from suasion.errors import DataError
from suasion.types import FactValue

ACTS: Final = frozenset(
    {"say", "believe", "deny", "want", "ask", "order", "promise", "threaten", "judge", "show", "seem"}
)
_VALUES: Final[tuple[FactValue, ...]] = get_args(FactValue)


@dataclass(frozen=True, slots=True)
class Cue:
    """One way a verb or noun hands content to a source. `particle` belongs to the word ("call for")."""

    lemma: str
    particle: str
    scoped: frozenset[str]
    topic: frozenset[str]
    value: FactValue
    act: str


@dataclass(frozen=True, slots=True)
class SaysLexicon:
    """Cues by lemma, longest first; phrases and adverbs as tuples of lower-case words."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    phrases: dict[tuple[str, ...], FactValue]
    adverbs: dict[str, FactValue]
    documents: frozenset[str]
    addressees: dict[str, frozenset[str]]
    voices: dict[str, str]
    officials: frozenset[str]
    seats: frozenset[str]
    askers: frozenset[str]


def rows(package: str, name: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a commented CSV file after its header. Raises DataError for a row of other width."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    header = True
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        row = [cell.strip() for cell in next(csv.reader([line]))]
        if len(row) != width:
            raise DataError(name, number, f"{len(row)} columns, not {width}")
        yield number, row


def fact_value(text: str, name: str, line: int) -> FactValue:
    """A FactBank value as written in a row. Raises DataError for any other word."""
    for value in _VALUES:
        if text == value:
            return value
    raise DataError(name, line, f"{text!r} is no FactBank value")


def _cues(name: str) -> dict[str, tuple[Cue, ...]]:
    made: dict[str, dict[tuple[str, str], Cue]] = {}
    for number, (words, scoped, topic, value, act, _) in rows("suasion.lexicon.says", name, 6):
        if act not in ACTS:
            raise DataError(name, number, f"unknown act {act!r}")
        for word in words.split("|"):
            lemma, _, particle = word.partition(" ")
            cue = Cue(
                lemma,
                particle,
                frozenset(scoped.split()),
                frozenset(topic.split()),
                fact_value(value, name, number),
                act,
            )
            # A word may stand in two rows (find: discover, rule): the first row leads.
            made.setdefault(lemma, {}).setdefault((particle, ""), cue)
    return {k: tuple(sorted(v.values(), key=lambda c: -len(c.particle))) for k, v in made.items()}


def _of_kind(name: str, kind: str) -> frozenset[str]:
    found = rows("suasion.lexicon.says", name, 3)
    return frozenset(word for _, (words, own, _) in found if own == kind for word in words.split("|"))


def _addressees() -> dict[str, frozenset[str]]:
    made: dict[str, frozenset[str]] = {}
    for _, (words, frames, _) in rows("suasion.lexicon.says", "addressees.csv", 3):
        for word in words.split("|"):
            made[word] = made.get(word, frozenset()) | frozenset(frames.split())
    return made


@functools.lru_cache(maxsize=1)
def topics() -> dict[str, str]:
    """Matters that readouts name: words in lower case, `*` for any ending, with the topic. Raises DataError."""
    made: dict[str, str] = {}
    for number, (topic, words, _) in rows("suasion.lexicon.says", "topics.csv", 3):
        for word in words.split("|"):
            if made.setdefault(word, topic) != topic:
                raise DataError("topics.csv", number, f"{word!r} stands under {made[word]!r} too")
    return made


@functools.lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """News agencies: each name in lower case, with the one that is shown. Raises DataError."""
    made: dict[str, str] = {}
    for number, (words, _) in rows("suasion.lexicon.says", "agencies.csv", 2):
        names = words.split("|")
        for name in names:
            if made.setdefault(name.lower(), names[0]) != names[0]:
                raise DataError("agencies.csv", number, f"{name!r} is another agency's name too")
    return made


@functools.lru_cache(maxsize=1)
def load() -> SaysLexicon:
    """Read and check the lexicon of attribution. Raises DataError with file, line and reason."""
    package = "suasion.lexicon.says"
    return SaysLexicon(
        verbs=_cues("verbs.csv"),
        nouns=_cues("nouns.csv"),
        phrases={
            tuple(words.split()): fact_value(value, "phrases.csv", number)
            for number, (words, value, _) in rows(package, "phrases.csv", 3)
        },
        adverbs={
            word: fact_value(value, "adverbs.csv", number)
            for number, (word, value, _) in rows(package, "adverbs.csv", 3)
        },
        documents=frozenset(word for _, (words, _) in rows(package, "documents.csv", 2) for word in words.split("|")),
        addressees=_addressees(),
        officials=_of_kind("officials.csv", "official"),
        seats=_of_kind("officials.csv", "seat"),
        askers=_of_kind("officials.csv", "asker"),
        voices={word: code for _, (words, code, _) in rows(package, "voices.csv", 3) for word in words.split("|")},
    )
