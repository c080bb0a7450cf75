"""Stage 1, `read`: from files and standard input to documents, one numbered sequence.

1. the kind is told from the name, else from the first bytes;
2. the kind's reader (entry point group `suasion.readers`) turns bytes into documents;
3. each text is cut at the limit, and a document is dated: by its record, else by the caller, else by
   the page's own metadata or its dateline. One that stays undated is said so by its coding.
A file that cannot be read becomes a ReadError in the sequence; the others are still read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from suasion.config import settings
from suasion.errors import ReadError
from suasion.read.dateline import date_in
from suasion.types import Document

__all__ = ["Reader", "read", "reader_for"]

Reader = Callable[[bytes, str], Iterable[Document | ReadError]]
"""Bytes and a name to documents; a record that cannot be read is a ReadError among them."""

# What the ending of a name says, and what reads it.
_KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".jsonl": "table", ".ndjson": "table", ".json": "table",
    ".csv": "table", ".tsv": "table", ".parquet": "table",
}  # fmt: skip
# Kinds whose date is the record's own; any other kind's is read out of the page and yields to the caller's.
_RECORDS: Final = frozenset({"table"})
# A file larger than this is refused whole rather than held in memory (bytes; 2026-11).
_MAX_BYTES: Final = 2_000_000_000


@functools.lru_cache(maxsize=1)
def _readers() -> dict[str, Reader]:
    return {point.name: point.load() for point in entry_points(group="suasion.readers")}


def kind_of(name: str, head: bytes) -> str:
    """The kind of a file from its name, else from its first bytes."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "table"
    kind = _KINDS.get(Path(name).suffix.lower())
    if name == "-" or kind is None:
        start = head.lstrip()[:200].lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return "html"
        if start.startswith(b"{"):
            return "table"
        return kind or "text"
    return kind


def reader_for(name: str, head: bytes, kind: str | None = None) -> tuple[str, Reader]:
    """The kind of a file (told here when not given) and its reader. Raises ReadError when nothing reads it."""
    suffix = Path(name).suffix.lower().lstrip(".")
    readers = _readers()
    kind = kind or (suffix if suffix in readers else kind_of(name, head))
    if kind not in readers:
        raise ReadError(name, f"no reader for {kind}", "convert it to text, HTML, PDF, JSONL or CSV")
    return kind, readers[kind]


def _bytes(name: str) -> bytes:
    if name == "-":
        data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise ReadError(name, "larger than 2 GB", "split it")
        return data
    path = Path(name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReadError(name, "larger than 2 GB", "split it")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(name, "no such file", "check the name") from None
    except IsADirectoryError:
        raise ReadError(name, "is a folder", "name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else None
        raise ReadError(repr(name), reason or "cannot be opened", "check its name and rights") from None


def _finish(document: Document, kind: str, date: dt.date | None, most: int) -> tuple[Document, str | None]:
    """A document cut at `most` characters and dated, and what is to be said about that."""
    warning = None
    if len(document.text) > most:
        warning = f"{document.id}: cut at {most} characters; set SUASION_MAX_CHARS for more"
        document = dataclasses.replace(document, text=document.text[:most])
    given = (document.date, date) if kind in _RECORDS else (date, document.date)
    return dataclasses.replace(document, date=given[0] or given[1] or date_in(document.text)), warning


def read(
    names: Iterable[str],
    date: dt.date | None = None,
    warn: Callable[[str], None] = lambda _: None,
    kind: str | None = None,
) -> Iterator[Document | ReadError]:
    """Read files in order; `-` is standard input.

    `date` is given to records that have none and to files. `warn` is told of each text that was cut.
    `kind` reads every file as of that kind, whatever its name says.
    """
    most = settings().max_chars
    for name in names:
        try:
            data = _bytes(name)
            told, reader = reader_for(name, data[:1024], kind)
            for item in reader(data, name):
                if isinstance(item, ReadError):
                    yield item
                    continue
                document, warning = _finish(item, told, date, most)
                if warning:
                    warn(warning)
                yield document
        except ReadError as error:
            yield error
