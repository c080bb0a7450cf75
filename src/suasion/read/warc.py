"""WARC: the pages of a web archive, by warcio, each read as its kind."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.fetch import is_address
from suasion.read.kinds import kind_of_media, reader_for
from suasion.types import Document

# No page is larger (bytes; 2026-11).
_MAX_PAGE: Final = 20_000_000
# An archive that unpacks to more than this, and to over this many times its size, is a bomb (bytes; 2026-11).
_MAX_UNPACKED: Final = 1_000_000_000
_MAX_RATIO: Final = 100


def _pages(records: Any, size: int, name: str) -> Iterator[tuple[str, str, bytes]]:
    """Address, kind and bytes of each page that a reader is known for. Raises ReadError for a bomb."""
    unpacked = 0
    for record in records:
        unpacked += max(int(record.rec_headers.get_header("Content-Length") or 0), 0)
        if unpacked > max(_MAX_UNPACKED, size * _MAX_RATIO):
            raise ReadError(name, "unpacks to far more than its size", "take the pages that you need out of it")
        headers = record.http_headers
        if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
            continue
        kind = kind_of_media(headers.get_header("Content-Type") or "")
        if kind is None:
            continue
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        yield url, kind, record.content_stream().read(_MAX_PAGE + 1)


def _documents(url: str, kind: str, data: bytes) -> Iterator[Document | ReadError]:
    if len(data) > _MAX_PAGE:
        yield ReadError(url, f"a page larger than {_MAX_PAGE // 1_000_000} MB", "take it out of the archive")
        return
    _, reader = reader_for(url, data[:1024], kind)
    for item in reader(data, url):
        if isinstance(item, Document) and item.url is None and is_address(url):
            yield dataclasses.replace(item, url=url)
        else:
            yield item


def read(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The archive's pages in order. Pages without an article are counted in one ReadError at the end.

    Raises ReadError when it holds no page. The day of capture is no day of publication, and is not used.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise ReadError(name, "web archives need warcio", "pip install 'suasion[formats]'") from None
    read_pages = bare = 0
    try:
        for url, kind, page in _pages(ArchiveIterator(io.BytesIO(data)), len(data), name):
            read_pages += 1
            try:
                yield from _documents(url, kind, page)
            except ReadError:
                bare += 1
    except ReadError as error:
        yield error
        return
    except Exception:  # a hostile archive breaks the parser in many ways; what came before it stands
        yield ReadError(name, f"broken archive after {read_pages} pages", "fetch the rest anew")
        return
    if not read_pages:
        raise ReadError(name, "an archive without a page", "check the file")
    if bare:
        yield ReadError(name, f"{bare} of {read_pages} pages hold no article", "save the text of those you need")
