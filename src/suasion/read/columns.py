"""Which column of a table holds which field of a document: as told, by the field's name, else by a usual name."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Final

from suasion.errors import DataError, UsageError

FIELDS: Final = ("id", "text", "date", "title", "url", "source", "lang")
# A table with more columns than this is no table of documents, or an attack (2026-11).
MOST: Final = 10_000


@functools.lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    """Column to field, from columns.csv, in its order."""
    lines = files("suasion.read").joinpath("columns.csv").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for number, row in enumerate(csv.reader(lines), 1):
        if number == 1 or not row or row[0].startswith("#"):
            continue
        if len(row) != 2 or row[0] not in FIELDS or row[1] in found or row[1] in FIELDS:
            raise DataError("columns.csv", number, "a field of a document and a column not named before are needed")
        found[row[1]] = row[0]
    return found


def told(words: str) -> dict[str, str]:
    """A mapping of fields to columns from `text=body,date=when`; none from no words. Raises UsageError."""
    mapping: dict[str, str] = {}
    for pair in words.split(",") if words.strip() else ():
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column or field in mapping:
            raise UsageError(f"{pair.strip()!r} maps no column; write text=COLUMN,date=COLUMN")
        mapping[field] = column
    return checked(mapping)


def checked(mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping, when it maps fields of a document. Raises UsageError."""
    for field in mapping:
        if field not in FIELDS:
            raise UsageError(f"no field {field!r} in a document; the fields are {', '.join(FIELDS)}")
    return dict(mapping)


def columns_for(columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Field to column for a table with these columns; a field without one is left out."""
    there = tuple(columns)
    exact = set(there)
    loose = {column.strip().lower(): column for column in reversed(there)}
    chosen = {field: column for field, column in mapping.items() if column in exact}
    usual = [(field, field) for field in FIELDS] + [(field, column) for column, field in _usual().items()]
    for field in FIELDS:
        if field not in mapping and field in exact:
            chosen[field] = field
    for field, column in usual:
        if field not in mapping and field not in chosen and column in loose:
            chosen[field] = loose[column]
    return chosen
