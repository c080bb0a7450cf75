"""What changed in a dossier since the last look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from suasion.store import Dossier, Filter, Rows
from suasion.store.verdicts import last_look
from suasion.store.views import ACTS


@dataclass(frozen=True, slots=True)
class Look:
    """What came since document `since`: `documents`, acts not told before, and acts told anew.

    `acts` has a row for each act with a new report: `before` and `status` are its status then and now
    (`before` is null for an act not told before), `new_reports` how many came.
    """

    since: int
    upto: int
    documents: Rows
    acts: Rows


# As of now, the acts with reports in new documents, beside what was known of them.
_CHANGED: Final = f"""WITH {ACTS},
old AS (
    SELECT act, arg_min(status, rank) AS status, bool_or(status = 'claimed') AND bool_or(status = 'denied') AS disputed
    FROM told WHERE doc <= $mark GROUP BY act
),
came AS (SELECT act, count(*)::INTEGER AS new_reports FROM told WHERE doc > $mark GROUP BY act)
SELECT c.day, c.source, c.type, c.target,
       CASE WHEN old.disputed AND old.status = 'claimed' THEN 'contested' ELSE old.status END AS before, c.status,
       came.new_reports, c.reports, c.sources, c.quote, c.document, c.act
FROM chosen c JOIN came USING (act) LEFT JOIN old USING (act)
ORDER BY c.day NULLS LAST, c.act"""


def look(dossier: Dossier) -> Look:
    """What came since the last look that was kept. Raises StoreError."""
    since = last_look(dossier.path)
    documents = dossier.query(
        "SELECT doc, id, date, title, source, url FROM documents WHERE doc > $mark ORDER BY doc", {"mark": since}
    )
    upto = max((row["doc"] for row in documents), default=since)
    return Look(since, upto, documents, dossier.query(_CHANGED, {**Filter().values, "mark": since}))
