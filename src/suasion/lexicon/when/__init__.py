"""The words and patterns of time: months, numbers, spans, prepositions, expressions."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from suasion.errors import DataError
from suasion.lexicon.says import rows

PACKAGE: Final = "suasion.lexicon.when"
LISTS: Final = frozenset(
    "month weekday number unit part season holiday which which_told prep future report limit".split()
)
SOLVERS: Final = frozenset(
    "date which_date month_day month season quarter decade year unit weekday day ago past weekend same shift offset "
    "within holiday".split()
)
_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
# Slots that are written here, not listed: their shape is grammar, not vocabulary.
_SHAPES: Final = {
    "day": r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[.,:][0-9])",
    "nth": r"(?P<day>[12][0-9]|3[01]|[1-9])(?:st|nd|rd|th)\b",
    "ordinal": r"(?:(?P<day>[12][0-9]|3[01]|[1-9])(?:st|nd|rd|th)|(?P<ordinal>first|second|third|fourth))\b",
    "year": r"(?P<year>(?:1[89]|20)[0-9][0-9])(?![0-9]|,[0-9])",
    "span": r"(?P<span>day|night|evening|morning|afternoon|weekend|week|fortnight|month|year|decade)",
    "about": r"(?:about|around|some|just|only|barely|nearly|almost|over|more than|less than|roughly|at least|hardly)",
    "last": r"(?P<which>last|next)",
}
# Words that are times only with a capital.
_CAPITAL: Final = frozenset({"month", "weekday", "holiday"})


@dataclass(frozen=True, slots=True)
class Expression:
    """One row of expressions.csv, compiled."""

    id: str
    pattern: re.Pattern[str]
    solver: str
    arg: str


@dataclass(frozen=True, slots=True)
class WhenLexicon:
    """Each list of words.csv as word -> value, and the expressions in order."""

    words: dict[str, dict[str, str]]
    expressions: tuple[Expression, ...]


def _words() -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {name: {} for name in LISTS}
    for line, (name, words, value, _) in rows(PACKAGE, "words.csv", 4):
        if name not in LISTS:
            raise DataError("words.csv", line, f"unknown list {name!r}")
        for word in words.split("|"):
            made[name].setdefault(word, value)
    return made


def _plain(words: str) -> str:
    return re.escape(words).replace("\\ ", " ")


def _spellings(name: str, words: dict[str, str]) -> str:
    listed = sorted(words, key=lambda w: (-len(w), w))
    if name in _CAPITAL:
        forms = [_plain(form) for w in listed for form in (w.title().replace("'S", "'s"), w.upper())]
        return rf"(?P<{name}>(?-i:{'|'.join(forms)}))\b(?!-[a-z])(?:(?<!\w{{5}})\.(?! [A-Z]|\s*$))?"
    digits = r"[0-9]{1,3}|(?:twenty|thirty|forty|fifty)-[a-z]{3,5}|" if name == "number" else ""
    plural = "s?" if name == "unit" else ""
    return rf"(?P<{name.removesuffix('_told')}>{digits}{'|'.join(_plain(w) for w in listed)}){plural}\b"


def _compile(pattern: str, words: dict[str, dict[str, str]], line: int) -> re.Pattern[str]:
    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in _SHAPES:
            return _SHAPES[name]
        if name in words:
            return _spellings(name, words[name])
        raise DataError("expressions.csv", line, f"unknown slot {{{name}}}")

    filled = _SLOT.sub(fill, pattern)
    try:
        return re.compile(r"\b(?:" + filled.replace(" ", r"\s{1,3}") + r")(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise DataError("expressions.csv", line, f"no regular expression: {error}") from error


def _expressions(words: dict[str, dict[str, str]]) -> tuple[Expression, ...]:
    made = []
    for line, (name, pattern, solver, arg, _) in rows(PACKAGE, "expressions.csv", 5):
        if solver not in SOLVERS:
            raise DataError("expressions.csv", line, f"unknown solver {solver!r}")
        made.append(Expression(name, _compile(pattern, words, line), solver, arg))
    return tuple(made)


@functools.lru_cache(maxsize=1)
def load() -> WhenLexicon:
    """Read and check the lexicon of time. Raises DataError with file, line and reason."""
    words = _words()
    return WhenLexicon(words, _expressions(words))
