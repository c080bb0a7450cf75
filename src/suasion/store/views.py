"""The SQL that every question to a dossier starts from: what could be seen, as reports and as acts.

A view takes the named parameters of a `Filter`. Nothing published after `as_of` takes part, nor, as
of a day, what has no date of publication.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

# Standings of acts that took place by some account, which sums and graphs count.
REAL: Final = ("asserted", "claimed", "contested")


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a dossier is asked for; what is left open is not filtered by.

    `actors` keeps acts that name one of them on either side; `since` and `until` are days of the act.
    """

    as_of: dt.date | None = None
    actors: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the views."""
        return {
            "as_of": self.as_of,
            "actors": list(self.actors),
            "source": list(self.source),
            "target": list(self.target),
            "types": list(self.types),
            "statuses": list(self.statuses),
            "since": self.since,
            "until": self.until,
        }


# Documents that could be seen.
SEEN: Final = """
seen AS (
    SELECT * FROM documents WHERE $as_of::DATE IS NULL OR date <= $as_of::DATE
)"""

# Each report, only what joining needs; `rank` orders the reports of an act, that which commits itself most
# and came first leading.
REPORTS: Final = f"""{SEEN},
told AS (
    SELECT coalesce(r.act, e.doc::BIGINT * 100000 + e.n) AS act, e.doc, e.n, e.status, e.date_start, d.origin,
           d.date AS published,
           row_number() OVER (
               PARTITION BY coalesce(r.act, e.doc::BIGINT * 100000 + e.n)
               ORDER BY CASE e.status WHEN 'asserted' THEN 0 WHEN 'contested' THEN 1 WHEN 'claimed' THEN 2
                            WHEN 'denied' THEN 3 WHEN 'negated' THEN 4 WHEN 'predicted' THEN 5 ELSE 6 END,
                        d.date NULLS LAST, e.doc, e.n) AS rank
    FROM events e JOIN (SELECT doc, origin, date FROM seen) d USING (doc) LEFT JOIN reports r USING (doc, n)
    WHERE NOT e.faint
)"""

# Each act once, with counts of all its reports and of their sources, copies of one text being one
# source. Claimed in one document and denied in another is contested.
ACTS: Final = f"""{REPORTS},
joined AS (
    SELECT act, count(*)::INTEGER AS reports, count(DISTINCT origin)::INTEGER AS sources,
           min(published) AS first_told, max(published) AS last_told,
           coalesce(arg_min(date_start, rank), min(published)) AS day,
           bool_or(status = 'claimed') AND bool_or(status = 'denied') AS disputed,
           arg_min((doc, n), rank) AS lead
    FROM told GROUP BY act
),
acts AS (
    SELECT j.act, j.day, e.type, e.mode, e.quad, e.score, e.goldstein, e.cameo,
           CASE WHEN j.disputed AND e.status = 'claimed' THEN 'contested' ELSE e.status END AS status,
           e.source, e.target, e.place, e.contexts, e.quote, e.doc, e.n, e."start", e."end",
           e.demand_polarity, e.demand_type, e.demand_source, e.demand_target, e.demand_text,
           j.reports, j.sources, j.first_told, j.last_told
    FROM joined j JOIN events e ON e.doc = j.lead[1] AND e.n = j.lead[2]
),
chosen AS (
    SELECT acts.*, d.document FROM acts JOIN (SELECT doc, id AS document FROM documents) d USING (doc)
    WHERE (len($actors::VARCHAR[]) = 0 OR list_has_any(source, $actors::VARCHAR[])
           OR list_has_any(target, $actors::VARCHAR[]))
      AND (len($source::VARCHAR[]) = 0 OR list_has_any(source, $source::VARCHAR[]))
      AND (len($target::VARCHAR[]) = 0 OR list_has_any(target, $target::VARCHAR[]))
      AND (len($types::VARCHAR[]) = 0 OR list_contains($types::VARCHAR[], type))
      AND (len($statuses::VARCHAR[]) = 0 OR list_contains($statuses::VARCHAR[], status))
      AND ($since::DATE IS NULL OR day >= $since::DATE)
      AND ($until::DATE IS NULL OR day <= $until::DATE)
)"""
