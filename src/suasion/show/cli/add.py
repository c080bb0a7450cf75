"""`suasion add`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suasion.show.cli.common import Run, complain, date_option, jobs_option
from suasion.show.cli.dossier import dossier_argument, rows_option, show_rows
from suasion.show.cli.progress import expected, progress

if TYPE_CHECKING:
    from suasion.types import Coding, Document


@click.command("add")
@dossier_argument
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@date_option
@jobs_option
@rows_option
def command(dossier: Path, sources: tuple[str, ...], date: dt.date | None, jobs: int, form: str) -> int:
    """Code SOURCES (files, folders, addresses; - is standard input) and keep them in DOSSIER, made when not there.

    What it holds already is passed over; a run that was stopped is completed by the same call again.
    Prints one row of counts.
    """
    from suasion.scale import Failure
    from suasion.store import Dossier, add, present_maker

    run, undated = Run(), 0
    code_many = run.coder(jobs)
    with progress("adding", expected(sources)) as advance:

        def told(item: Coding | Failure) -> None:
            nonlocal undated
            if isinstance(item, Failure):
                run.fail(f"{item.id}: {item.reason}")
            else:
                undated += item.document.date is None
            advance()

        def passed(_: Document) -> None:
            advance()

        added = add(dossier, run.documents(sources, date), code_many, present_maker(), told, passed)
    if undated:
        complain(f"{undated} new documents are undated, so that no --as-of sees them; date them with --date")
    now = Dossier(dossier).counts()
    row = {
        "new": added.new, "copies": added.copies, "known": added.known, "failed": run.failures,
        "documents": now["documents"], "sources": now["sources"], "events": now["acts"],
    }  # fmt: skip
    show_rows(tuple(row), [row], form)
    return run.exit_code
