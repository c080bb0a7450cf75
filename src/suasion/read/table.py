"""Tables of documents: JSONL, CSV, TSV and Parquet with the fields of the contract."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.types import Document


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def _document(row: Mapping[str, Any], name: str, line: int) -> Document | ReadError:
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


def _json_lines(text: str, name: str) -> Iterator[Document | ReadError]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield ReadError(f"{name}:{number}", "not a JSON object on one line", "mend or drop the line")
            continue
        if isinstance(row, dict):
            yield _document(row, name, number)
        else:
            yield ReadError(f"{name}:{number}", "not a JSON object", "give one object a line")


def _separated(text: str, name: str) -> Iterator[Document | ReadError]:
    limit = csv.field_size_limit(len(text) + 1)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if name.endswith(".tsv") else ",")
        for row in rows:
            yield _document(row, name, rows.line_num)
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
        number = 0
        for batch in file.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield _document(row, name, number)
    except (pyarrow.ArrowException, OSError):
        yield ReadError(name, "broken or truncated Parquet", "write it anew")


def read(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The documents of a table, in order; a broken record is a ReadError with its line."""
    if data.startswith(b"PAR1") or name.endswith(".parquet"):
        return _parquet(data, name)
    text = decode(data, name)
    if not text.strip():
        raise ReadError(name, "is empty", "check the file")
    return _separated(text, name) if name.endswith((".csv", ".tsv")) else _json_lines(text, name)
