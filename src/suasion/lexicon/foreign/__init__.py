"""How the published event data of others name acts, actors and sectors, and what that is in our terms."""

from __future__ import annotations

import csv
import functools
from importlib import resources
from typing import Final

from suasion.errors import DataError
from suasion.lexicon import actors
from suasion.lexicon.plover import table as scales

# The last code of the second level under each CAMEO root that begins with a zero (02 has 020 to 028).
_LAST: Final = {"2": 8, "3": 9, "4": 6, "5": 7, "6": 4, "7": 5, "8": 7, "9": 4}


def _rows(name: str) -> list[tuple[int, dict[str, str]]]:
    raw = resources.files("suasion.lexicon.foreign").joinpath(name).read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(raw.splitlines(), 1) if line and not line.startswith("#")]
    made = []
    for (number, _), row in zip(lines[1:], csv.DictReader(line for _, line in lines), strict=True):
        if None in row or None in row.values():
            raise DataError(name, number, "not as many cells as columns")
        made.append((number, row))
    return made


@functools.lru_cache(maxsize=1)
def _cameo() -> dict[str, tuple[str, str | None]]:
    """Type and mode by prefix; an empty type is a code without an equivalent. Raises DataError."""
    made = {}
    for number, row in _rows("cameo.csv"):
        if row["type"] and (row["type"], row["mode"]) not in scales():
            raise DataError("cameo.csv", number, f"no such type and mode: {row['type']} {row['mode']}")
        made[row["code"]] = (row["type"], row["mode"] or None)
    return made


def plover_of(cameo: str) -> tuple[str, str | None] | None:
    """PLOVER type and mode of a CAMEO code; None for one that has no equivalent or is none.

    A code that lost its leading zero (`42` for `042`, `871` for `0871`) is read as meant.
    """
    code = cameo.strip()
    if not code.isdecimal():
        return None
    table = _cameo()
    if code[:2] not in table and len(code) in (2, 3) and int(code[1]) <= _LAST.get(code[0], -1):
        code = f"0{code}"
    for length in range(len(code), 1, -1):
        if code[:length] in table:
            kind, mode = table[code[:length]]
            return (kind, mode) if kind else None
    return None


@functools.lru_cache(maxsize=1)
def _actors() -> tuple[dict[str, str], frozenset[str]]:
    """Codes by foreign code or name in lower case, and the codes of states."""
    by_name: dict[str, str] = {}
    states: set[str] = set()
    for name, entries in actors.names().items():
        for entry in entries:
            if entry.kind == "state":
                states.add(entry.code)
                by_name.setdefault(name.lower(), entry.code)
    by_name |= {row["foreign"].lower(): row["code"] for _, row in _rows("actors.csv")}
    return by_name, frozenset(states)


def actor_of(foreign: str) -> str | None:
    """Our code for a foreign actor code or a country's name; None for what is no actor of ours."""
    by_name, states = _actors()
    name = foreign.strip()
    if name.lower() in by_name:
        return by_name[name.lower()] or None
    return name if name in states else None


def is_state(code: str) -> bool:
    """Whether one of our codes is a state's."""
    return code in _actors()[1]


@functools.lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    return {row["foreign"].lower(): row["sector"] for _, row in _rows("sectors.csv")}


def sector_of(foreign: str) -> str | None:
    """The PLOVER sector of a role code, or of the first word known in a list of sectors parted by commas."""
    for word in (foreign, *foreign.split(","), *foreign.split(";")):
        found = _sectors().get(word.strip().lower())
        if found:
            return found
    return None


@functools.lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    made: dict[str, str] = {}
    for _, row in _rows("sectors.csv"):
        if not row["foreign"].isupper():
            made.setdefault(row["sector"], row["foreign"])
    return made


def sector_words(sector: str) -> str:
    """ICEWS's words for a PLOVER sector, those that stand first in the table; "" where it has none."""
    return _words().get(sector, "")
