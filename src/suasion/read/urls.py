"""A list of addresses, one a line: the page of each is fetched and read as its kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Final

from suasion.config import settings
from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.read.fetch import fetched, is_address
from suasion.read.kinds import kind_of_media, reader_for
from suasion.types import Document

# A longer list is likelier a dump of the web than a desk's reading (2026-11).
_MOST: Final = 10_000


def documents_at(url: str) -> Iterator[Document | ReadError]:
    """The documents of the page at an address, each with that address where it gives none. Raises ReadError."""
    page = fetched(url)
    kind, reader = reader_for(url, page.data[:1024], kind_of_media(page.media))
    if kind == "urls":
        raise ReadError(url, "is itself a list of addresses", "save it and name the file")
    for item in reader(page.data, url):
        yield item if isinstance(item, ReadError) or item.url else dataclasses.replace(item, url=url)


def read(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The documents of every address in the list; lines that begin with # are remarks.

    Raises ReadError when fetching is off or the list is empty or too long.
    """
    lines = [line.strip() for line in decode(data, name).splitlines()]
    wanted = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not wanted:
        raise ReadError(name, "holds no address", "give one a line")
    if len(wanted) > _MOST:
        raise ReadError(name, f"holds more than {_MOST} addresses", "split it")
    if not settings().fetch:
        raise ReadError(name, "is a list of addresses, and fetching is off", "set SUASION_FETCH=on to fetch them")
    done: set[str] = set()
    for number, url in wanted:
        if not is_address(url):
            yield ReadError(f"{name}:{number}", "no http or https address", "mend or drop the line")
        elif url not in done:
            done.add(url)
            try:
                yield from documents_at(url)
            except ReadError as error:
                yield error
