"""Tables of documents: JSONL, CSV, TSV and Parquet with the fields of the contract, or with columns mapped to them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.columns import MOST, columns_for
from suasion.read.dateline import date_in
from suasion.read.decode import decode
from suasion.types import Document

_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}
# Rows of a Parquet file in memory at once: a few bytes there may be a long text in each.
_ROWS: Final = 100
AS_NAMED: Final[Mapping[str, str]] = MappingProxyType({})
"""No mapping: the columns have the names of the fields, or usual ones (columns.csv)."""


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = str(value or "").strip()
    try:
        return dt.date.fromisoformat(words[:10].replace("/", "-"))
    except ValueError:
        return date_in(words)


def document_of(
    row: Mapping[str, Any], name: str, line: int, columns: Mapping[str, str] | None = None
) -> Document | ReadError:
    """The document in a row of a table; a ReadError with its line when there is no text in it.

    `columns` says which column holds which field; None finds them by their names.
    """
    where = f"{name}:{line}"
    columns = columns_for(row, AS_NAMED) if columns is None else columns

    def value_of(field: str) -> object:
        return row.get(columns[field]) if field in columns else None

    text = value_of("text")
    if not isinstance(text, str) or not text.strip():
        return ReadError(where, "no field `text` with words", "give each record an `id` and a `text`")

    def given(field: str) -> str | None:
        value = value_of(field)
        return str(value) if value not in (None, "") else None

    return Document(
        id=given("id") or f"{Path(name).stem}-{line}",
        text=text,
        date=_day(value_of("date")),
        title=given("title") or "",
        url=given("url"),
        source=given("source"),
        lang=given("lang"),
    )


def parsed_lines(text: str, name: str) -> Iterator[tuple[int, dict[str, Any] | ReadError]]:
    """Each line of a JSONL text that holds something: its number and its object, or why it has none.

    Only a line feed ends a line: JSON may hold the other line ends of Unicode as they are.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, ReadError(f"{name}:{number}", "not a JSON object on one line", "mend or drop the line")


def _json_lines(text: str, name: str, mapping: Mapping[str, str]) -> Iterator[Document | ReadError]:
    for number, row in parsed_lines(text, name):
        yield row if isinstance(row, ReadError) else document_of(row, name, number, columns_for(row, mapping))


def _json(text: str, name: str, mapping: Mapping[str, str]) -> Iterator[Document | ReadError]:
    """A file that is one JSON value: an object, or a list of them. Else it is read as JSONL."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from _json_lines(text, name, mapping)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        if isinstance(row, dict):
            yield document_of(row, name, number, columns_for(row, mapping))
        else:
            yield ReadError(name, "holds JSON other than objects", "give objects with an `id` and a `text`")


def _columns(there: Sequence[str], name: str, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """Field to column. Raises ReadError, once for the table, when no row can hold a text, or a column is missing."""
    if len(there) > MOST:
        raise ReadError(name, f"more than {MOST} columns", "keep those of the documents")
    columns = columns_for(there, mapping)
    if missing := next((column for field, column in mapping.items() if field not in columns), None):
        raise ReadError(name, f"no column {missing!r}", "map a column that its first line names")
    if "text" not in columns:
        raise ReadError(name, "no column `text`", "name the columns `id`, `text` and `date`, or map them")
    return columns


def _separated(text: str, name: str, delimiter: str, mapping: Mapping[str, str]) -> Iterator[Document | ReadError]:
    limit = csv.field_size_limit(len(text) + 1)
    try:
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        columns = _columns(rows.fieldnames or (), name, mapping)
        for row in rows:
            yield document_of(row, name, rows.line_num, columns)
    except csv.Error as error:
        yield ReadError(name, f"broken table ({error})", "save it anew as CSV")
    finally:
        csv.field_size_limit(limit)


def _parquet(data: bytes, name: str, mapping: Mapping[str, str]) -> Iterator[Document | ReadError]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ReadError(name, "Parquet needs pyarrow", "pip install 'suasion[parquet]'") from None
    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        columns = _columns(file.schema_arrow.names, name, mapping)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(columns.values())):
            for row in batch.to_pylist():
                number += 1
                yield document_of(row, name, number, columns)
    except (pyarrow.ArrowException, OSError, ValueError, MemoryError):  # ValueError: bytes that are no UTF-8
        yield ReadError(name, "broken or truncated Parquet", "write it anew")


def read(data: bytes, name: str, mapping: Mapping[str, str] = AS_NAMED) -> Iterator[Document | ReadError]:
    """The documents of a table, in order; a broken record is a ReadError with its line.

    `mapping` says which column holds a field, where its name does not.
    """
    suffix = Path(name).suffix.lower()
    if data.startswith(b"PAR1") or suffix == ".parquet":
        return _parquet(data, name, mapping)
    text = decode(data, name)
    if not text.strip():
        raise ReadError(name, "is empty", "check the file")
    if suffix in _DELIMITERS:
        return _separated(text, name, _DELIMITERS[suffix], mapping)
    return _json(text, name, mapping) if suffix == ".json" else _json_lines(text, name, mapping)
