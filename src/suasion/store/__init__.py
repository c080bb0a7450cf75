"""Stage 4, `store`: a dossier of many documents over time, kept safely in one DuckDB file."""

from __future__ import annotations

from suasion.store.add import Added, add
from suasion.store.dossier import Dossier
from suasion.store.maker import Maker, present_maker
from suasion.store.rows import Rows
from suasion.store.views import REAL, Filter

__all__ = ["REAL", "Added", "Dossier", "Filter", "Maker", "Rows", "add", "present_maker"]
