"""Rows written out in the formats that every command of the dossier shares."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TextIO

from suasion.show.cells import cell_of, csv_cell
from suasion.show.records import dumps
from suasion.show.table import write_table

FORMATS: Final = ("table", "json", "jsonl", "csv")


def plain(value: Any) -> Any:
    """A value as JSON has it: days and moments in ISO."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def write_json_lines(records: Iterable[Any], out: TextIO) -> None:
    """One JSON object a line."""
    for record in records:
        out.write(dumps(record) + "\n")


def write_json_list(records: Iterable[Any], out: TextIO) -> None:
    """One JSON list, an element a line."""
    mark = "["
    for record in records:
        out.write(f"{mark}\n{dumps(record)}")
        mark = ","
    out.write("]\n" if mark == "," else "[]\n")


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Comma-separated, the columns' names first; cells that a spreadsheet would run are made text."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(row[c]) for c in columns])


def write_rows(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], form: str, out: TextIO, shown: Sequence[str] = ()
) -> None:
    """Write rows in one of `FORMATS`; a table for the terminal has only the columns `shown`, where given."""
    if form == "table":
        names = tuple(shown or columns)
        write_table([n.replace("_", " ") for n in names], ([cell_of(r[n]) for n in names] for r in rows), out)
    elif form == "csv":
        write_csv(columns, rows, out)
    else:
        write = write_json_list if form == "json" else write_json_lines
        write(({c: plain(row[c]) for c in columns} for row in rows), out)
