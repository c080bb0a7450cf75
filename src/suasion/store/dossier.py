"""The dossier: many documents over time in one file, asked as of any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion.store.connect import reading
from suasion.store.encode import CODED, coding_of
from suasion.store.rows import Rows
from suasion.store.views import ACTS, SEEN, Filter
from suasion.types import Coding, Document

if TYPE_CHECKING:
    import duckdb

# Documents whose codings are read at once: memory stays flat however many there are.
_CHUNK: Final = 256
# The order of each table's rows within a document.
_ORDER: Final = {"codings": "doc", "events": "doc, n", "attributions": "doc, n, k", "mentions": "doc, n, role, k"}


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier by its file. Every question opens the file, reads and closes it again.

    All methods raise StoreError with one plain line for a file that is missing, damaged, busy or
    of another version.
    """

    path: Path

    def query(self, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """The rows of a SELECT over the dossier's tables, with named parameters (`$name`)."""
        with reading(self.path) as connection:
            return Rows(connection.sql(sql, params=dict(values) if values else None).to_arrow_table())

    def documents(self, as_of: dt.date | None = None) -> Rows:
        """The documents seen by a day: id, date, title, url, source, origin's id, length and number of events."""
        sql = f"""WITH {SEEN}
            SELECT d.id, d.date, d.title, d.url, d.source, d.lang, o.id AS origin, length(d.text) AS characters,
                   (SELECT count(*) FROM events e WHERE e.doc = d.doc AND NOT e.faint) AS events
            FROM seen d JOIN documents o ON o.doc = d.origin ORDER BY d.doc"""
        return self.query(sql, {"as_of": as_of})

    def undated(self) -> int:
        """How many documents have no date, so that no `as_of` sees them."""
        return int(next(iter(self.query("SELECT count(*) AS n FROM documents WHERE date IS NULL")))["n"])

    def acts(self, chosen: Filter | None = None) -> Rows:
        """The acts that a filter lets through, each with its counts of reports and of sources, by day."""
        chosen = chosen or Filter()
        return self.query(f"WITH {ACTS} SELECT * FROM chosen ORDER BY day NULLS LAST, act", chosen.values)

    def reports(self, chosen: Filter | None = None) -> Rows:
        """Every document's report of the acts that a filter lets through, in order of adding; `act` joins them."""
        return self.query(
            f"""WITH {ACTS}
            SELECT t.act, d.id AS document, e.id AS event, e.* EXCLUDE (doc, n, id, faint), t.rank = 1 AS leads
            FROM told t SEMI JOIN chosen c USING (act) JOIN events e USING (doc, n)
                 JOIN (SELECT doc, id FROM documents) d USING (doc)
            ORDER BY e.doc, e.n""",
            (chosen or Filter()).values,
        )

    def actors(self, chosen: Filter | None = None) -> Rows:
        """The words for the actors of those reports, by role (source, target), with codes, names and offsets."""
        return self._beside_reports("mentions", "role, k", chosen)

    def attributions(self, chosen: Filter | None = None) -> Rows:
        """Who takes which stand on those reports: source, FactBank value, cue."""
        return self._beside_reports("attributions", "k", chosen)

    def _beside_reports(self, table: str, order: str, chosen: Filter | None) -> Rows:
        return self.query(
            f"""WITH {ACTS}
            SELECT t.act, d.id AS document, e.id AS event, m.* EXCLUDE (doc, n, k)
            FROM told t SEMI JOIN chosen c USING (act) JOIN {table} m USING (doc, n)
                 JOIN (SELECT doc, n, id FROM events) e USING (doc, n)
                 JOIN (SELECT doc, id FROM documents) d USING (doc)
            ORDER BY m.doc, m.n, {order}""",
            (chosen or Filter()).values,
        )

    def assessments(self, as_of: dt.date | None = None) -> Rows:
        """What actors are judged to want, mean or have reached, in the documents seen by a day."""
        return self._beside_documents("assessments", as_of)

    def quotations(self, as_of: dt.date | None = None) -> Rows:
        """Who said what in the documents seen by a day."""
        return self._beside_documents("quotations", as_of)

    def _beside_documents(self, table: str, as_of: dt.date | None) -> Rows:
        return self.query(
            f"""WITH {SEEN} SELECT d.id AS document, x.* EXCLUDE (doc, k)
            FROM {table} x JOIN (SELECT doc, id FROM seen) d USING (doc) ORDER BY x.doc, x.k""",
            {"as_of": as_of},
        )

    def verdicts(self, as_of: dt.date | None = None) -> Rows:
        """The verdicts given, in the order in which they were; with a day, those as of that day or an earlier one."""
        return self.query(
            """SELECT * EXCLUDE (maker, given_at) FROM verdicts
               WHERE $as_of::DATE IS NULL OR as_of <= $as_of::DATE ORDER BY number""",
            {"as_of": as_of},
        )

    def episodes(self, as_of: dt.date | None = None) -> Rows:
        """The episodes that those verdicts judge, by the verdict's number."""
        return self.query(
            """SELECT e.* FROM episodes e JOIN verdicts v ON v.number = e.verdict
               WHERE $as_of::DATE IS NULL OR v.as_of <= $as_of::DATE ORDER BY v.number""",
            {"as_of": as_of},
        )

    def imported(self, as_of: dt.date | None = None) -> Rows:
        """The events that others published by a day, each with its provider and the number it has there."""
        return self.query(
            """SELECT * FROM foreign_events WHERE $as_of::DATE IS NULL OR published <= $as_of::DATE
               ORDER BY provider, date, id""",
            {"as_of": as_of},
        )

    def imports(self) -> Rows:
        """The files that were imported: provider, name, SHA-256, and what became of their rows."""
        return self.query("SELECT * EXCLUDE (imported_at) FROM imports ORDER BY import")

    def codings(self, as_of: dt.date | None = None, naming: Iterable[str] = ()) -> Iterator[Coding]:
        """The codings of the documents seen by a day, whole, in order of adding.

        `naming` keeps documents that name every one of these actors.
        """
        codes = sorted(set(naming))
        sql = f"""WITH {SEEN}
            SELECT doc FROM seen WHERE len($codes::VARCHAR[]) = 0 OR doc IN (
                SELECT doc FROM mentions WHERE list_contains($codes::VARCHAR[], code)
                GROUP BY doc HAVING count(DISTINCT code) = len($codes::VARCHAR[]))
            ORDER BY doc"""
        docs = [row["doc"] for row in self.query(sql, {"as_of": as_of, "codes": codes})]
        for start in range(0, len(docs), _CHUNK):
            with reading(self.path) as connection:
                made = codings_of(connection, docs[start : start + _CHUNK])
            yield from (coding for _, coding in made)

    def makers(self) -> Rows:
        """What coded the documents, and how many each."""
        return self.query(
            """SELECT m.*, count(c.doc) AS documents
               FROM makers m LEFT JOIN codings c USING (maker) GROUP BY ALL ORDER BY maker"""
        )

    def counts(self) -> dict[str, int]:
        """How much there is: documents, independent sources, events as reported, events joined, verdicts, imported."""
        sql = """SELECT (SELECT count(*) FROM documents) AS documents,
                        (SELECT count(DISTINCT origin) FROM documents) AS sources,
                        (SELECT count(*) FROM events WHERE NOT faint) AS reports,
                        (SELECT count(DISTINCT act) FROM reports) AS acts,
                        (SELECT count(*) FROM verdicts) AS verdicts,
                        (SELECT count(*) FROM foreign_events) AS imported"""
        return {k: int(v) for k, v in next(iter(self.query(sql))).items()}


def codings_of(connection: duckdb.DuckDBPyConnection, docs: list[int]) -> list[tuple[int, Coding]]:
    """The codings of some documents, in the order of their numbers."""
    rows: dict[int, dict[str, list[dict[str, Any]]]] = {doc: {table: [] for table in CODED} for doc in docs}
    for table in CODED:
        order = _ORDER.get(table, "doc, k")
        found = connection.sql(f"SELECT * FROM {table} WHERE doc IN $docs ORDER BY {order}", params={"docs": docs})
        for batch in found.to_arrow_table().to_batches():
            for row in batch.to_pylist():
                rows[row["doc"]][table].append(row)
    texts = connection.execute(
        "SELECT doc, id, text, date, title, url, source, lang FROM documents WHERE doc IN ? ORDER BY doc", [docs]
    ).fetchall()
    return [(row[0], coding_of(Document(*row[1:]), rows[row[0]])) for row in texts]
