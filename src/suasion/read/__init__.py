"""Stage 1, `read`: from files, folders, addresses and standard input to documents, one numbered sequence.

1. the kind is told from the name, else from the first bytes (`kinds`);
2. the kind's reader (entry point group `suasion.readers`) turns bytes into documents;
3. each text is cut at the limit, and a document is dated: by its record, else by the caller, else by
   the page's own metadata or its dateline. One that stays undated is said so by its coding;
4. a text that is not English is named and refused, unless another coder is set.
What cannot be read becomes a ReadError in the sequence; the others are still read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from suasion.config import Settings, settings
from suasion.errors import ReadError
from suasion.read import table
from suasion.read.columns import checked, told
from suasion.read.dateline import date_in
from suasion.read.fetch import is_address
from suasion.read.kinds import Reader, reader_for
from suasion.read.language import foreign
from suasion.read.sources import Source, sources
from suasion.read.text import name_to_id
from suasion.read.urls import documents_at
from suasion.types import Document

__all__ = ["Reader", "read", "reader_for"]

# Kinds whose documents state their own day; any other's is read out of the page and yields to the caller's.
_RECORDS: Final = frozenset({"table", "feed", "eml", "warc", "urls"})
# Kinds whose documents bring ids of their own; any other's is made from the name of its file.
_NUMBERED: Final = frozenset({"table", "feed"})
# The coder that knows English only.
_ENGLISH_CODER: Final = "rules"


@dataclasses.dataclass(frozen=True, slots=True)
class _Item:
    """What a reader gave, the kind that it read, and the name of the file."""

    given: Document | ReadError
    kind: str = ""
    file: str = ""


def _refused(document: Document, file: str, seen: str) -> ReadError:
    where = file if name_to_id(file) == document.id else f"{file} ({document.id})"
    mend = "give an extension coder by SUASION_CODER, or a translation"
    return ReadError(where, f"the text is not English (looks like {seen})", mend)


def _finish(
    document: Document, item: _Item, date: dt.date | None, now: Settings, warn: Callable[[str], None]
) -> Document | ReadError:
    """A document cut at the limit and dated; a ReadError for one in a language that the coder cannot read."""
    if now.coder == _ENGLISH_CODER and (seen := foreign(document)):
        return _refused(document, item.file, seen)
    if len(document.text) > now.max_chars:
        warn(f"{document.id}: cut at {now.max_chars} characters; set SUASION_MAX_CHARS for more")
        document = dataclasses.replace(document, text=document.text[: now.max_chars])
    given = (document.date, date) if item.kind in _RECORDS else (date, document.date)
    return dataclasses.replace(document, date=given[0] or given[1] or date_in(document.text))


class _Ids:
    """Gives the second file of a name an id of its own (`report-2`)."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def own(self, document: Document) -> Document:
        number = self.given[document.id] = self.given.get(document.id, 0) + 1
        return document if number == 1 else self.own(dataclasses.replace(document, id=f"{document.id}-{number}"))


def _documents(source: Source, kind: str | None, columns: Mapping[str, str]) -> Iterator[_Item]:
    kind, reader = reader_for(source.name, source.data[:1024], kind)
    if kind == "table" and columns:
        reader = functools.partial(table.read, mapping=columns)
    for item in reader(source.data, source.name):
        yield _Item(item, kind, source.name)


def _items(name: str, kind: str | None, columns: Mapping[str, str]) -> Iterator[_Item]:
    """What a name gives, in order. Raises ReadError for an address that cannot be had."""
    if is_address(name):
        for item in documents_at(name):
            yield _Item(item, "urls", name)
        return
    for source in sources(name):
        if isinstance(source, ReadError):
            yield _Item(source)
            continue
        try:
            yield from _documents(source, kind, columns)
        except ReadError as error:
            yield _Item(error)


def read(
    names: Iterable[str],
    date: dt.date | None = None,
    warn: Callable[[str], None] = lambda _: None,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document | ReadError]:
    """Read files, folders and addresses in order; `-` is standard input.

    `date` is given to records that have none and to files. `warn` is told of each text that was cut.
    `kind` reads every file as of that kind, whatever its name says. `columns` maps fields of a document to the
    columns of a table (default: as SUASION_COLUMNS says). Raises UsageError for a mapping of what is no field.
    """
    now, ids = settings(), _Ids()
    mapping = told(now.columns) if columns is None else checked(columns)
    for name in names:
        try:
            for item in _items(name, kind, mapping):
                done = item.given
                if isinstance(done, Document):
                    done = _finish(done, item, date, now, warn)
                yield done if isinstance(done, ReadError) or item.kind in _NUMBERED else ids.own(done)
        except ReadError as error:
            yield error
