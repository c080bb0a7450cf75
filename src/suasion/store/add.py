"""Adding documents: what is known is passed over, the rest is coded and written batch by batch.

A document's number is its place among the documents added, and nothing else depends on the order or
the batches; so a run that was killed and run again leaves what one run would have left.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from suasion.scale.local import Failure
from suasion.store import copies
from suasion.store.connect import check_whole, one, reading, sole_writer, writing
from suasion.store.encode import CODED, Row, arrow_of, columns_of, rows_of
from suasion.store.link import link
from suasion.store.maker import Maker

if TYPE_CHECKING:
    import duckdb

    from suasion.types import Coding, Document

CodeMany = Callable[[Iterable["Document"]], Iterable["Coding | Failure"]]
"""Codes documents in order; a Failure stands for one that could not be coded."""

# Documents written at once, and the longest that coded ones wait to be written (seconds): what a kill may cost.
BATCH: Final = 64
WAIT: Final = 10.0
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Added:
    """What a run did: documents new, known already, copies among the new, and those not coded, by reason."""

    new: int = 0
    known: int = 0
    copies: int = 0
    failures: list[Failure] = field(default_factory=list)


def content_hash(document: Document) -> str:
    """SHA-256 over what a document says and where it stood: its text, title, date, address and source."""
    parts = (document.text, document.title, str(document.date), document.url or "", document.source or "")
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _storable(document: Document) -> Document:
    """The document with each lone surrogate, which no file can carry, as U+FFFD; offsets stay."""

    def clean(words: str) -> str:
        return _SURROGATE.sub("\ufffd", words)

    return dataclasses.replace(
        document,
        id=clean(document.id),
        text=clean(document.text),
        title=clean(document.title),
        url=clean(document.url) if document.url else None,
        source=clean(document.source) if document.source else None,
        lang=clean(document.lang) if document.lang else None,
    )


def maker_number(connection: duckdb.DuckDBPyConnection, maker: Maker) -> int:
    """The number of a maker in the dossier, which is given one when it is new."""
    row = dataclasses.astuple(maker)
    found = one(
        connection, "SELECT maker FROM makers WHERE (suasion, coder, lexicon, actors, model) = (?, ?, ?, ?, ?)", row
    )
    if found is not None:
        return int(found)
    number = one(connection, "SELECT coalesce(max(maker), 0) + 1 FROM makers")
    connection.execute("INSERT INTO makers VALUES (?, ?, ?, ?, ?, ?)", (number, *row))
    return int(number)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Write rows into a table."""
    if not rows:
        return
    connection.register("incoming", arrow_of(table, rows))
    names = ", ".join(f'"{c}"' for c in columns_of(table))
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")
    connection.unregister("incoming")


def _in_lists(items: Iterable[Document], size: int) -> Iterator[list[Document]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


class _Run:
    """One run of adding: the documents under way, and what is ready to be written."""

    def __init__(self, path: Path, maker: Maker, passed: Callable[[Document], None]) -> None:
        self.path = path
        self.maker = maker
        self.passed = passed
        self.added = Added()
        self.ready: list[Coding] = []
        self.under_way: dict[str, str] = {}
        self.since = time.monotonic()

    def unknown(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents that the dossier does not hold, each once."""
        for chunk in _in_lists(map(_storable, documents), BATCH):
            hashes = [content_hash(d) for d in chunk]
            with reading(self.path) as connection:
                rows = connection.execute("SELECT hash FROM documents WHERE hash IN ?", [hashes]).fetchall()
            held = {row[0] for row in rows}
            for document, digest in zip(chunk, hashes, strict=True):
                if digest in held or digest in self.under_way:
                    self.added.known += 1
                    self.passed(document)
                    continue
                self.under_way[digest] = document.id
                yield document

    def take(self, item: Coding | Failure) -> None:
        """A document has been coded, or could not be."""
        if isinstance(item, Failure):
            self.added.failures.append(item)
            return
        self.ready.append(item)
        if len(self.ready) >= BATCH or time.monotonic() - self.since > WAIT:
            self.write()

    def write(self) -> None:
        """Write what is ready in one transaction."""
        self.since = time.monotonic()
        if not self.ready:
            return
        with writing(self.path) as connection:
            rows = self._rows(connection)
            for table, many in rows.items():
                insert(connection, table, many)
        self.added.new += len(self.ready)
        for row in rows["documents"]:
            self.under_way.pop(row["hash"], None)
            self.added.copies += row["origin"] != row["doc"]
        self.ready = []

    def _rows(self, connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
        maker = maker_number(connection, self.maker)
        first = one(connection, "SELECT coalesce(max(doc), 0) + 1 FROM documents")
        taken = {
            row[0]
            for row in connection.execute(
                "SELECT id FROM documents WHERE id IN ?", [[c.document.id for c in self.ready]]
            ).fetchall()
        }
        origins = _Origins(connection, [c.document.text for c in self.ready])
        rows: dict[str, list[Row]] = {"documents": [], "bands": [], **{table: [] for table in CODED}}
        for doc, coding in enumerate(self.ready, first):
            document, digest = coding.document, content_hash(coding.document)
            name = document.id if document.id not in taken else f"{document.id}~{digest[:8]}"
            taken.add(name)
            origin, bands = origins.of(doc)
            rows["documents"].append(
                {"doc": doc, "hash": digest, "id": name, "date": document.date, "title": document.title,
                 "url": document.url, "source": document.source, "lang": document.lang, "text": document.text,
                 "origin": origin, "added_at": dt.datetime.now()}
            )  # fmt: skip
            rows["bands"] += [{"band": band, "hash": value, "doc": doc} for band, value in enumerate(bands)]
            for table, many in rows_of(coding, doc, maker).items():
                rows[table] += many
        return rows


class _Origins:
    """Finds of which earlier document a new one is a copy: among those stored, and those of its own batch."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
        self.features = [copies.shingles(text) for text in texts]
        self.bands = [copies.bands(features) for features in self.features]
        self.place = 0
        self.origin: dict[int, int] = {}
        self.known: dict[int, frozenset[str]] = {}
        self.by_band: dict[tuple[int, int], list[int]] = {}
        self._load(connection)

    def _load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The stored documents that share a band with a new one."""
        import pyarrow as pa

        pairs = [(band, value) for row in self.bands for band, value in enumerate(row)]
        wanted = pa.table(
            {"band": pa.array([b for b, _ in pairs], pa.uint8()), "hash": pa.array([h for _, h in pairs], pa.uint64())}
        )
        connection.register("wanted", wanted)
        found = connection.execute(
            "SELECT DISTINCT b.band, b.hash, b.doc FROM bands b SEMI JOIN wanted USING (band, hash)"
        )
        rows = found.fetchall()
        connection.unregister("wanted")
        for band, value, doc in sorted(rows):
            self.by_band.setdefault((band, value), []).append(doc)
        docs = sorted({doc for _, _, doc in rows})
        texts = connection.execute("SELECT doc, origin, text FROM documents WHERE doc IN ?", [docs]).fetchall()
        for doc, origin, text in texts:
            self.origin[doc] = origin
            self.known[doc] = copies.shingles(text)

    def of(self, doc: int) -> tuple[int, list[int]]:
        """The origin of the next new document, and its bands."""
        features, bands = self.features[self.place], self.bands[self.place]
        self.place += 1
        near = sorted({other for band in enumerate(bands) for other in self.by_band.get(band, ())})
        match = copies.first_alike(features, [(other, self.known[other]) for other in near])
        self.origin[doc] = doc if match is None else self.origin[match]
        self.known[doc] = features
        for band in enumerate(bands):
            self.by_band.setdefault(band, []).append(doc)
        return self.origin[doc], bands


def add(
    path: Path,
    documents: Iterable[Document],
    code_many: CodeMany,
    maker: Maker,
    told: Callable[[Coding | Failure], None] = lambda _: None,
    passed: Callable[[Document], None] = lambda _: None,
) -> Added:
    """Add documents to the dossier at `path`, which is made when it is not there.

    What it holds already is passed over before it is coded. `told` hears of each document as it is
    coded, `passed` of each that was known. Raises StoreError; what was written before stays, and the
    same call again completes it.
    """
    with sole_writer(path):
        check_whole(path)
        run = _Run(path, maker, passed)
        try:
            for item in code_many(run.unknown(documents)):
                run.take(item)
                told(item)
        finally:
            run.write()
        link(path)
    return run.added
