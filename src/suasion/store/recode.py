"""Bring old documents to the present coder, show what changed, and keep what was there before."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from suasion.scale.local import Failure
from suasion.store.add import BATCH, CodeMany, insert, maker_number
from suasion.store.connect import check_whole, reading, sole_writer, writing
from suasion.store.dossier import codings_of
from suasion.store.encode import CODED, Row, rows_of
from suasion.store.link import link
from suasion.store.maker import Maker
from suasion.types import Coding, Document, Event

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Change:
    """An event that the present coder adds, no longer finds, or codes otherwise."""

    document: str
    kind: Literal["added", "removed", "changed"]
    before: Event | None
    after: Event | None


@dataclass(slots=True)
class Recoded:
    """What a run did: documents coded anew, those that changed, and those that could not be coded."""

    documents: int = 0
    changed: int = 0
    failures: list[Failure] = field(default_factory=list)


def _bare(event: Event) -> Event:
    """The event without its number, which shifts when another one comes or goes."""
    return dataclasses.replace(event, id="")


def _partner(event: Event, others: list[Event]) -> Event | None:
    """The other coder's reading of the same words: the same head, else the same type over common words."""
    for other in others:
        if other.anchor == event.anchor and other.type == event.type:
            return other
    for other in others:
        if other.anchor == event.anchor or (
            other.type == event.type and other.start < event.end > event.start < other.end
        ):
            return other
    return None


def changes(before: Coding, after: Coding) -> Iterator[Change]:
    """How the events of two codings of one document differ, in text order."""
    left = list(after.events)
    found: list[tuple[int, Change]] = []
    for old in before.events:
        new = _partner(old, left)
        if new is None:
            found.append((old.start, Change(before.document.id, "removed", old, None)))
            continue
        left.remove(new)
        if _bare(old) != _bare(new):
            found.append((old.start, Change(before.document.id, "changed", old, new)))
    found += [(new.start, Change(before.document.id, "added", None, new)) for new in left]
    yield from (change for _, change in sorted(found, key=lambda f: f[0]))


def record_of(coding: Coding) -> str:
    """A coding without its document as JSON, whole."""
    record = dataclasses.asdict(dataclasses.replace(coding, document=Document(coding.document.id, "")))
    del record["document"]
    return json.dumps(record, default=str, ensure_ascii=False)


def _stale(path: Path, maker: Maker) -> Iterator[list[tuple[int, Coding]]]:
    """The documents that another maker coded, with their codings, in lists."""
    last = 0
    while True:
        with reading(path) as connection:
            rows = connection.execute(
                """SELECT doc FROM codings JOIN makers USING (maker)
                   WHERE doc > ? AND (suasion, coder, lexicon, actors, model) <> (?, ?, ?, ?, ?)
                   ORDER BY doc LIMIT ?""",
                [last, *dataclasses.astuple(maker), BATCH],
            ).fetchall()
            found = codings_of(connection, [row[0] for row in rows])
        if not found:
            return
        last = found[-1][0]
        yield found


class _Run:
    def __init__(self, path: Path, maker: Maker, changed: Callable[[Change], None]) -> None:
        self.path = path
        self.maker = maker
        self.changed = changed
        self.done = Recoded()
        self.before: dict[str, tuple[int, Coding]] = {}
        self.ready: list[Coding] = []

    def documents(self) -> Iterator[Document]:
        """The stale documents, one after another, their old codings remembered."""
        for found in _stale(self.path, self.maker):
            for doc, coding in found:
                self.before[coding.document.id] = (doc, coding)
                yield coding.document

    def take(self, item: Coding | Failure) -> None:
        """A document has been coded anew, or could not be: then its old coding stays."""
        if isinstance(item, Failure):
            self.done.failures.append(item)
            self.before.pop(item.id, None)
            return
        self.ready.append(item)
        if len(self.ready) >= BATCH:
            self.write()

    def write(self) -> None:
        """Replace what is ready in one transaction, then tell of it."""
        pairs = [(*self.before.pop(new.document.id), new) for new in self.ready]
        self.ready = []
        if not pairs:
            return
        with writing(self.path) as connection:
            self._replace(connection, pairs)
        for _, old, new in pairs:
            self.done.documents += 1
            self.done.changed += old != new
            for change in changes(old, new):
                self.changed(change)

    def _replace(self, connection: duckdb.DuckDBPyConnection, pairs: list[tuple[int, Coding, Coding]]) -> None:
        maker = maker_number(connection, self.maker)
        differing = [(doc, old, new) for doc, old, new in pairs if old != new]
        same = [doc for doc, old, new in pairs if old == new]
        connection.execute("UPDATE codings SET maker = ? WHERE doc IN ?", [maker, same])
        docs = [doc for doc, _, _ in differing]
        for doc, old, _ in differing:
            connection.execute(
                "INSERT INTO replaced SELECT doc, maker, ?::JSON, ? FROM codings WHERE doc = ?",
                [record_of(old), dt.datetime.now(), doc],
            )
        for table in (*CODED, "reports"):
            connection.execute(f"DELETE FROM {table} WHERE doc IN ?", [docs])
        rows: dict[str, list[Row]] = {table: [] for table in CODED}
        for doc, _, new in differing:
            for table, many in rows_of(new, doc, maker).items():
                rows[table] += many
        for table, many in rows.items():
            insert(connection, table, many)


def recode(
    path: Path,
    code_many: CodeMany,
    maker: Maker,
    changed: Callable[[Change], None] = lambda _: None,
    told: Callable[[Coding | Failure], None] = lambda _: None,
) -> Recoded:
    """Code anew what another maker coded. `changed` hears of each event that differs.

    The old coding of a document that changed is kept in the table `replaced`. Raises StoreError; what
    was replaced before stays so, and the same call again completes it.
    """
    with sole_writer(path):
        check_whole(path)
        run = _Run(path, maker, changed)
        try:
            for item in code_many(run.documents()):
                run.take(item)
                told(item)
        finally:
            run.write()
        link(path)
    return run.done
