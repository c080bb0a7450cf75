"""Which reader a file is for: by its name, else by its first bytes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from suasion.errors import ReadError
from suasion.types import Document

Reader = Callable[[bytes, str], Iterable[Document | ReadError]]
"""Bytes and a name to documents; a record that cannot be read is a ReadError among them."""

# What the ending of a name says, and what reads it.
_KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".docx": "docx", ".docm": "docx", ".eml": "eml",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed",
    ".warc": "warc", ".urls": "urls",
    ".jsonl": "table", ".ndjson": "table", ".json": "table",
    ".csv": "table", ".tsv": "table", ".parquet": "table",
}  # fmt: skip
# First bytes that no other kind has, whatever the name says.
_MARKS: Final = ((b"%PDF-", "pdf"), (b"PAR1", "table"), (b"WARC/", "warc"))
# First bytes that tell a kind where the name does not, after white space and in small letters.
_STARTS: Final = (
    (b"<!doctype html", "html"), (b"<html", "html"), (b"<?xml", "feed"), (b"<rss", "feed"), (b"<feed", "feed"),
    (b"<rdf:rdf", "feed"), (b"{", "table"), (b"pk\x03\x04", "docx"),
)  # fmt: skip
# Media types that a server or an archive states, and what reads them.
_MEDIA: Final = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/xml": "feed", "text/xml": "feed", "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


@functools.lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """The readers of this and of other packages, by name."""
    return {point.name: point.load() for point in entry_points(group="suasion.readers")}


def suffix_of(name: str) -> str:
    """A name's ending in small letters; `.warc` for `a.warc.gz`."""
    path = Path(name)
    if path.suffix.lower() == ".gz" and Path(path.stem).suffix.lower() == ".warc":
        return ".warc"
    return path.suffix.lower()


def is_known(name: str) -> bool:
    """Whether the ending of a name tells what reads it."""
    suffix = suffix_of(name)
    return bool(suffix) and (suffix in _KINDS or suffix.lstrip(".") in readers())


def kind_of_media(media: str) -> str | None:
    """The kind of a stated media type (`text/html; charset=…`), if anything reads it."""
    return _MEDIA.get(media.partition(";")[0].strip().lower())


def kind_of(name: str, head: bytes) -> str:
    """The kind of a file from its name, else from its first bytes."""
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    named = _KINDS.get(suffix_of(name))
    if name == "-" or named is None:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
        for mark, kind in _STARTS:
            if start.startswith(mark):
                return "html" if kind == "feed" and b"<html" in start else kind
    return named or "text"


def reader_for(name: str, head: bytes, kind: str | None = None) -> tuple[str, Reader]:
    """The kind of a file (told here when not given) and its reader. Raises ReadError when nothing reads it."""
    suffix = suffix_of(name).lstrip(".")
    kind = kind or (suffix if suffix in readers() else kind_of(name, head))
    if kind not in readers():
        raise ReadError(name, f"no reader for {kind}", "convert it to text, HTML, PDF, JSONL or CSV")
    return kind, readers()[kind]
