"""Pairs of actors over time: counts, sums and means; never a sum without its count."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from suasion.errors import UsageError
from suasion.store import REAL, Dossier, Filter, Rows
from suasion.store.views import ACTS

By = Literal["week", "month", "year"]
BY: Final[tuple[By, ...]] = ("week", "month", "year")
# The events read here, as against those that a provider published.
OWN: Final = "dossier"

# Every act once a pair of its actors. The providers' events are kept apart by name: no sum goes over two of them.
_PAIRS: Final = f"""{ACTS},
own AS (
    SELECT '{OWN}' AS provider, day, s.code AS source, t.code AS target, quad, score, goldstein, reports, sources
    FROM chosen, unnest(source) AS s(code), unnest(target) AS t(code)
),
foreigners AS (
    SELECT provider, date AS day, source, target, quad, score, goldstein, coalesce(reports, 1) AS reports,
           NULL::INTEGER AS sources
    FROM foreign_events
    WHERE ($as_of::DATE IS NULL OR published <= $as_of::DATE)
      AND list_contains($statuses::VARCHAR[], 'asserted')  -- providers tell of what took place
      AND (len($actors::VARCHAR[]) = 0 OR list_contains($actors::VARCHAR[], source)
           OR list_contains($actors::VARCHAR[], target))
      AND (len($source::VARCHAR[]) = 0 OR list_contains($source::VARCHAR[], source))
      AND (len($target::VARCHAR[]) = 0 OR list_contains($target::VARCHAR[], target))
      AND (len($types::VARCHAR[]) = 0 OR list_contains($types::VARCHAR[], type))
      AND ($since::DATE IS NULL OR date >= $since::DATE) AND ($until::DATE IS NULL OR date <= $until::DATE)
      AND source <> 'UNKNOWN' AND target <> 'UNKNOWN'
),
pairs AS (
    SELECT * FROM (SELECT * FROM own UNION ALL SELECT * FROM foreigners)
    WHERE source <> target
      AND (len($pair::VARCHAR[]) = 0
           OR (list_contains($pair::VARCHAR[], source) AND list_contains($pair::VARCHAR[], target)))
)"""

_SUMS: Final = """
    count(*) AS n, sum(reports)::BIGINT AS reports, sum(sources)::BIGINT AS sources,
    count(*) FILTER (quad = 'verbal cooperation') AS verbal_cooperation,
    count(*) FILTER (quad = 'material cooperation') AS material_cooperation,
    count(*) FILTER (quad = 'verbal conflict') AS verbal_conflict,
    count(*) FILTER (quad = 'material conflict') AS material_conflict,
    count(score) AS score_n, round(sum(score), 6) AS score_sum, round(avg(score), 6) AS score_mean,
    count(goldstein) AS goldstein_n, round(sum(goldstein), 6) AS goldstein_sum,
    round(avg(goldstein), 6) AS goldstein_mean
"""


def dyads(dossier: Dossier, by: By = "month", chosen: Filter | None = None, pair: tuple[str, ...] = ()) -> Rows:
    """A row for each period, provider, source and target: how many acts, of which quad class, with which scores.

    `period` is its first day (weeks begin on Monday), or null for acts whose day is not known. Only acts
    that took place by some account count, unless the filter names other statuses. `pair` keeps acts
    among these actors. Raises UsageError for an unknown period, StoreError.
    """
    if by not in BY:
        raise UsageError(f"no period {by!r}; name one of: {', '.join(BY)}")
    chosen = chosen or Filter()
    values = chosen.values
    values["statuses"] = values["statuses"] or list(REAL)
    values["actors"] = values["actors"] or list(pair)
    sql = f"""WITH {_PAIRS}
        SELECT date_trunc('{by}', day)::DATE AS period, provider, source, target, {_SUMS}
        FROM pairs GROUP BY ALL ORDER BY period NULLS LAST, provider, source, target"""
    return dossier.query(sql, {**values, "pair": list(pair)})


def relate(
    dossier: Dossier, a: str, b: str, by: By = "month", as_of: dt.date | None = None, chosen: Filter | None = None
) -> Rows:
    """What A did to B and B to A, period by period; see `dyads`. Raises UsageError when they are the same."""
    if a == b:
        raise UsageError(f"{a} and {b} are the same actor; name two")
    chosen = chosen or Filter(as_of=as_of)
    return dyads(dossier, by, chosen, (a, b))
