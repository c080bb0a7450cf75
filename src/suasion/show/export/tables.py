"""Acts as CSV, JSON Lines and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TextIO

from suasion.show.export.flat import COLUMNS, NAMES, Kind, cells, row_of
from suasion.show.records import event_record
from suasion.show.rows import plain, write_json_lines

if TYPE_CHECKING:
    import pyarrow as pa

    from suasion.show.export.told import Told

# Rows of a Parquet row group: memory stays flat.
_GROUP: Final = 10_000


def write_csv(tolds: Iterable[Told], out: TextIO) -> None:
    """A row an act; cells that a spreadsheet would run are made text by an apostrophe."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerows(cells(COLUMNS, map(row_of, tolds)))


def record_of(told: Told) -> dict[str, Any]:
    """An act as JSON: what `suasion code` prints of an event, with its document and its counts."""
    document = told.document
    return {
        "act": told.act,
        "day": plain(told.day),
        "reports": told.reports,
        "sources": told.sources,
        "first_told": plain(told.first_told),
        "last_told": plain(told.last_told),
        "document": {
            "id": document.id, "date": plain(document.date), "title": document.title, "url": document.url,
            "source": document.source, "lang": document.lang,
        },
        **event_record(told.event),
        "status": told.status,
        "score": told.event.score,
        "reasons": list(told.event.reasons),
    }  # fmt: skip


def write_jsonl(tolds: Iterable[Told], out: TextIO) -> None:
    """One JSON object an act."""
    write_json_lines(map(record_of, tolds), out)


def _arrow_type(name: str, kind: Kind) -> pa.DataType:
    import pyarrow as pa

    if name == "attributions":
        return pa.list_(pa.struct([(part, pa.string()) for part in ("source", "sector", "value", "cue", "text")]))
    if kind in ("list", "array"):
        return pa.list_(pa.string())
    return {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}.get(kind, pa.string())


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def write_parquet(tolds: Iterable[Told], out: BinaryIO) -> None:
    """The columns of the CSV, typed, with lists as lists."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([pa.field(c.name, _arrow_type(c.name, c.kind), metadata={"means": c.means}) for c in COLUMNS])
    with parquet.ParquetWriter(pa.PythonFile(out, mode="w"), schema) as writer:
        for group in _groups(map(row_of, tolds)):
            writer.write_table(pa.Table.from_pylist(group, schema))
