"""What the dossier's pages read: SQL that gives a page at a time, with how many there are in all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion.store import Dossier, Rows
from suasion.store.connect import reading
from suasion.store.dossier import codings_of
from suasion.store.views import ACTS, SEEN

if TYPE_CHECKING:
    from suasion.show.web.forms import Chosen
    from suasion.types import Coding

PER_PAGE: Final = 50

_DOCUMENTS: Final = f"""WITH {SEEN},
found AS (
    SELECT d.doc, d.id, d.date, d.title, d.source, d.origin FROM seen d
    WHERE ($search = '' OR contains(lower(d.text), lower($search)) OR contains(lower(d.title), lower($search)))
      AND ($outlet = '' OR d.source = $outlet)
      AND ($since::DATE IS NULL OR d.date >= $since::DATE) AND ($until::DATE IS NULL OR d.date <= $until::DATE)
      AND (NOT $events OR d.doc IN (
          SELECT e.doc FROM events e
          WHERE NOT e.faint AND (len($types::VARCHAR[]) = 0 OR list_contains($types::VARCHAR[], e.type))
            AND (len($statuses::VARCHAR[]) = 0 OR list_contains($statuses::VARCHAR[], e.status))
            AND (len($actors::VARCHAR[]) = 0 OR list_has_any(e.source, $actors::VARCHAR[])
                 OR list_has_any(e.target, $actors::VARCHAR[]))))
),
page AS (SELECT *, count(*) OVER () AS total FROM found ORDER BY date DESC NULLS LAST, doc LIMIT $most OFFSET $skip)
SELECT p.*, o.id AS origin_id, p.origin <> p.doc AS copy,
       (SELECT count(*) FROM events e WHERE e.doc = p.doc AND NOT e.faint) AS events
FROM page p JOIN documents o ON o.doc = p.origin ORDER BY p.date DESC NULLS LAST, p.doc"""

_EVENTS: Final = f"""WITH {ACTS},
page AS (
    SELECT *, count(*) OVER () AS total FROM chosen
    WHERE ($search = '' OR contains(lower(quote), lower($search)))
    ORDER BY day DESC NULLS LAST, act LIMIT $most OFFSET $skip
)
SELECT p.day, array_to_string(p.source, ' + ') AS source, p.type, array_to_string(p.target, ' + ') AS target, p.status,
       p.reports, p.sources, p.quote, p.document, p.doc, e.id AS event, p."start", p."end", p.total
FROM page p JOIN events e ON e.doc = p.doc AND e.n = p.n ORDER BY p.day DESC NULLS LAST, p.act"""

# Rows of a file that is saved, which is not cut into pages, at most.
MOST_SAVED: Final = 200_000


def _values(chosen: Chosen, whole: bool) -> dict[str, Any]:
    return {
        "search": chosen.search, "most": MOST_SAVED if whole else PER_PAGE,
        "skip": 0 if whole else (chosen.page - 1) * PER_PAGE,
    }  # fmt: skip


def documents(path: Path, chosen: Chosen, whole: bool = False) -> Rows:
    """A page of the documents that the filters let through, the latest first; `total` is how many there are."""
    given = chosen.filter.values
    values = {k: given[k] for k in ("as_of", "types", "statuses", "actors", "since", "until")}
    more = {"outlet": chosen.outlet, "events": chosen.filters_events}
    return Dossier(path).query(_DOCUMENTS, values | more | _values(chosen, whole))


def events(path: Path, chosen: Chosen, whole: bool = False) -> Rows:
    """A page of the acts that the filters let through, the latest first."""
    return Dossier(path).query(_EVENTS, chosen.filter.values | _values(chosen, whole))


def coding_at(path: Path, doc: int) -> Coding | None:
    """The coding of one document by its number; None when there is none of that number."""
    with reading(path) as connection:
        found = codings_of(connection, [doc])
    return found[0][1] if found else None


def numbers(path: Path, ids: list[str]) -> dict[str, int]:
    """The numbers of documents by their ids."""
    rows = Dossier(path).query("SELECT id, doc FROM documents WHERE list_contains($ids::VARCHAR[], id)", {"ids": ids})
    return {row["id"]: row["doc"] for row in rows}


def outlets(path: Path) -> list[str]:
    """The documents' sources, by name."""
    sql = "SELECT DISTINCT source FROM documents WHERE source IS NOT NULL ORDER BY source LIMIT 200"
    return [row["source"] for row in Dossier(path).query(sql)]
