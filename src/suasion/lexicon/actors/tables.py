"""Reading the actor tables: those that ship with Suasion and a user's own."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Final

from suasion.config import settings
from suasion.errors import DataError, UsageError

Rows = list[tuple[int, dict[str, str]]]
"""Line numbers with the cells of their rows."""

SECTORS: Final = frozenset("GOV MIL LEG JUD SPY OPP REB CVL BUS MED NGO IGO".split())
# The columns of a user's own table; the first two must be there.
OWN_COLUMNS: Final = ("code", "name", "sector", "aliases", "surnames", "role", "from", "to")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9_]*(?:[ +][A-Z][A-Z0-9_]*)*")


def text_of(name: str) -> str:
    """The text of a table that ships with Suasion."""
    return resources.files("suasion.lexicon.actors").joinpath(name).read_text(encoding="utf-8")


def _rows_of(text: str, name: str) -> Rows:
    """Rows by line number; lines that begin with "#" are comments."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise DataError(name, None, "has no header")
    cells = csv.reader([line for _, line in lines])
    header = next(cells)
    made = []
    for (number, _), row in zip(lines[1:], cells, strict=True):
        if len(row) != len(header):
            raise DataError(name, number, f"has {len(row)} cells, not {len(header)}")
        made.append((number, dict(zip(header, row, strict=False))))
    return made


def read_table(name: str) -> Rows:
    """The rows of a table that ships with Suasion. Raises DataError for a row that breaks it."""
    return _rows_of(text_of(name), name)


def day_of(text: str, last: bool, where: tuple[str, int | None]) -> dt.date | None:
    """A date of the precision given; `last` takes the end of its year or month. Raises DataError."""
    if not text:
        return None
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
        parts = [int(p) for p in text.split("-")]
        if len(parts) == 1:
            return dt.date(parts[0], 12, 31) if last else dt.date(parts[0], 1, 1)
        following = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return following - dt.timedelta(days=1) if last else dt.date(parts[0], parts[1], 1)
    except (ValueError, TypeError, IndexError) as error:
        raise DataError(*where, f"not a date: {text}") from error


def own_table() -> tuple[str, Rows] | None:
    """A user's own actors (SUASION_ACTORS) with their file's name, or None. Raises UsageError or DataError."""
    path = settings().actors
    return _own(path) if path is not None else None


@functools.lru_cache(maxsize=4)
def _own(path: Path) -> tuple[str, Rows]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"SUASION_ACTORS: {path} cannot be read ({error.strerror}); set it to a CSV file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"SUASION_ACTORS: {path} is not UTF-8; save it as UTF-8") from error
    rows = _rows_of(text, path.name)
    for column in OWN_COLUMNS[:2]:
        if rows and column not in rows[0][1]:
            raise DataError(path.name, 1, f"has no column {column}; it needs code and name")
    full = [(number, {column: row.get(column, "").strip() for column in OWN_COLUMNS}) for number, row in rows]
    for number, row in full:
        _check(path.name, number, row)
    return path.name, full


def _check(name: str, number: int, row: dict[str, str]) -> None:
    if not _CODE.fullmatch(row["code"]):
        raise DataError(name, number, f"not a code: {row['code']!r} (capitals and figures)")
    if not row["name"]:
        raise DataError(name, number, "no name")
    if row["sector"] and row["sector"] not in SECTORS:
        raise DataError(name, number, f"not a sector: {row['sector']} (one of {' '.join(sorted(SECTORS))})")
    for column in ("from", "to"):
        day_of(row[column], column == "to", (name, number))


def own_people() -> Iterator[tuple[str, Rows]]:
    """The persons of a user's own table: its rows with a surname."""
    own = own_table()
    if own is not None:
        yield own[0], [(n, {**r, "role_class": "own", "checked": ""}) for n, r in own[1] if r["surnames"]]


def own_bodies() -> Iterator[tuple[str, int, dict[str, str]]]:
    """The states and bodies of a user's own table: its rows without a surname."""
    own = own_table()
    if own is not None:
        yield from ((own[0], n, r) for n, r in own[1] if not r["surnames"])
