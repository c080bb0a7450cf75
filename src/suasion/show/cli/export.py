"""`suasion export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suasion.errors import StoreError, UsageError
from suasion.show.cli.common import complain
from suasion.show.cli.dossier import dossier_argument, filter_options, is_dossier, say_undated
from suasion.show.export import FORMATS, export

if TYPE_CHECKING:
    from suasion.store import Filter


@click.command("export")
@dossier_argument
@click.argument("out", type=click.Path(allow_dash=True))
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("--force", is_flag=True, help="Write over an earlier export.")
@filter_options
def command(dossier: Path, out: str, form: str, force: bool, chosen: Filter) -> int:
    """Write what DOSSIER holds to OUT (- is standard output), whole, or as much as the filters let through.

    \b
    csv, parquet, jsonl  acts with actors, attributions, demands and evidence
    plover               PLOVER records (JSON)
    cameo, icews         CAMEO codes in the columns of GDELT 2.0 and of ICEWS (tab-separated)
    ftm                  FollowTheMoney entities (JSON, one a line)
    gexf, graphml        the network of actors, for Gephi and networkx
    package              everything, as a Frictionless data package (OUT is a folder)
    """
    from suasion.store import Dossier

    path = None if out == "-" else Path(out)
    if path is not None and path.is_file() and is_dossier(out):
        raise UsageError(f"{out}: a dossier is never written over; name another file")
    kept = Dossier(dossier)
    try:
        export(kept, chosen, form, path, force, complain)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise StoreError(
            f"{out}: cannot be written ({error.strerror or error}); check the folder and its rights"
        ) from None
    say_undated(kept, chosen.as_of)
    return 0
