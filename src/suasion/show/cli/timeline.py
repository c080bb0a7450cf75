"""`suasion timeline`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from suasion.show.cli.dossier import dossier_argument, filter_options, rows_option, say_undated, show_rows

if TYPE_CHECKING:
    from suasion.store import Filter

_SHOWN: Final = ("day", "source", "type", "target", "status", "reports", "sources", "quote", "document")


@click.command("timeline")
@dossier_argument
@filter_options
@rows_option
def command(dossier: Path, chosen: Filter, form: str) -> int:
    """List the acts that DOSSIER tells of, each once, by day.

    `reports` are the documents that tell of an act, `sources` those that copy no other.
    """
    from suasion.relate import timeline
    from suasion.store import Dossier

    kept = Dossier(dossier)
    rows = timeline(kept, chosen)
    show_rows(rows.columns, rows, form, _SHOWN)
    say_undated(kept, chosen.as_of)
    return 0
