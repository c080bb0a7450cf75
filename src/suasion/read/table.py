"""Tables of documents: JSONL, CSV, TSV and Parquet with the fields of the contract."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.types import Document

_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def document_of(row: Mapping[str, Any], name: str, line: int) -> Document | ReadError:
    """The document in a row of a table; a ReadError with its line when there is no text in it."""
    where = f"{name}:{line}"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return ReadError(where, "no field `text` with words", "give each record an `id` and a `text`")

    def given(key: str) -> str | None:
        value = row.get(key)
        return str(value) if value not in (None, "") else None

    return Document(
        id=given("id") or f"{Path(name).stem}-{line}",
        text=text,
        date=_day(row.get("date")),
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


def _json_lines(text: str, name: str) -> Iterator[Document | ReadError]:
    for number, row in parsed_lines(text, name):
        yield row if isinstance(row, ReadError) else document_of(row, name, number)


def _json(text: str, name: str) -> Iterator[Document | ReadError]:
    """A file that is one JSON value: an object, or a list of them. Else it is read as JSONL."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _json_lines(text, name)
    rows = value if isinstance(value, list) else [value]
    wrong = ReadError(name, "holds JSON other than objects", "give objects with an `id` and a `text`")
    return (document_of(row, name, n) if isinstance(row, dict) else wrong for n, row in enumerate(rows, 1))


def _check_columns(columns: Sequence[str], name: str) -> None:
    """Raises ReadError, once for the table, when no row can hold a text."""
    if "text" not in columns:
        raise ReadError(name, "no column `text`", "name the columns `id`, `text` and `date` in the first line")


def _separated(text: str, name: str, delimiter: str) -> Iterator[Document | ReadError]:
    limit = csv.field_size_limit(len(text) + 1)
    try:
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        _check_columns(rows.fieldnames or (), name)
        for row in rows:
            yield document_of(row, name, rows.line_num)
    except csv.Error as error:
        yield ReadError(name, f"broken table ({error})", "save it anew as CSV")
    finally:
        csv.field_size_limit(limit)


def _parquet(data: bytes, name: str) -> Iterator[Document | ReadError]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ReadError(name, "Parquet needs pyarrow", "pip install 'suasion[parquet]'") from None
    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        _check_columns(file.schema_arrow.names, name)
        number = 0
        for batch in file.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield document_of(row, name, number)
    except (pyarrow.ArrowException, OSError, ValueError):  # ValueError: bytes that are no UTF-8
        yield ReadError(name, "broken or truncated Parquet", "write it anew")


def read(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The documents of a table, in order; a broken record is a ReadError with its line."""
    suffix = Path(name).suffix.lower()
    if data.startswith(b"PAR1") or suffix == ".parquet":
        return _parquet(data, name)
    text = decode(data, name)
    if not text.strip():
        raise ReadError(name, "is empty", "check the file")
    if suffix in _DELIMITERS:
        return _separated(text, name, _DELIMITERS[suffix])
    return _json(text, name) if suffix == ".json" else _json_lines(text, name)
