"""What happened, in order, as of a day."""

from __future__ import annotations

from suasion.store import Dossier, Filter, Rows
from suasion.store.views import ACTS


def timeline(dossier: Dossier, chosen: Filter | None = None) -> Rows:
    """The acts that a filter lets through, by day; those without a day come last.

    `reports` counts the documents that tell of the act, `sources` those that are no copies of another.
    Raises StoreError.
    """
    chosen = chosen or Filter()
    sql = f"""WITH {ACTS}
        SELECT day, source, type, target, status, mode, score, goldstein, demand_polarity, demand_type, demand_text,
               reports, sources, first_told, last_told, quote, document, "start", "end", act
        FROM chosen ORDER BY day NULLS LAST, act"""
    return dossier.query(sql, chosen.values)
