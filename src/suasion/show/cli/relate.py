"""`suasion relate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from suasion.show.cli.dossier import actor_code, dossier_argument, filter_options, rows_option, say_undated, show_rows

if TYPE_CHECKING:
    from suasion.relate.dyads import By
    from suasion.store import Filter

_SHOWN: Final = (
    "period", "provider", "source", "target", "n", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "score_n", "score_sum", "score_mean",
)  # fmt: skip


@click.command("relate")
@dossier_argument
@click.argument("a")
@click.argument("b")
@click.option("--by", type=click.Choice(["week", "month", "year"]), default="month", show_default=True)
@filter_options
@rows_option
def command(dossier: Path, a: str, b: str, by: By, chosen: Filter, form: str) -> int:
    """Sum up what A did to B and B to A, period by period: counts, quad classes, scores.

    Acts that took place by some account count, unless --status says otherwise; no sum stands without its
    count, and what was imported is never summed with what was read here.
    """
    from suasion.relate import relate
    from suasion.store import Dossier

    kept = Dossier(dossier)
    rows = relate(kept, actor_code(a, chosen.as_of), actor_code(b, chosen.as_of), by, chosen=chosen)
    show_rows(rows.columns, rows, form, _SHOWN)
    say_undated(kept, chosen.as_of)
    return 0
