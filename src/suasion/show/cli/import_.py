"""`suasion import`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from suasion.show.cli.dossier import dossier_argument, rows_option, show_rows


@click.command("import")
@click.argument("provider", type=click.Choice(["gdelt", "icews", "polecat"]))
@dossier_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@rows_option
def command(provider: str, dossier: Path, file: Path, form: str) -> int:
    """Take the events of a published FILE into DOSSIER, kept apart by provider.

    Prints what became of its rows: taken, malformed, duplicates, known already, codes without an equivalent.
    """
    from suasion.store.foreign import import_file

    row = {"provider": provider, "file": file.name, **dataclasses.asdict(import_file(dossier, provider, file))}
    show_rows(tuple(row), [row], form)
    return 0
