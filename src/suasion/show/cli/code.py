"""`suasion code`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from suasion.show.cli.common import Run, date_option, files_argument, jobs_option
from suasion.show.codings import exporter, names


@click.command("code")
@files_argument
@date_option
@click.option("--format", "form", type=click.Choice(names()), default="jsonl", show_default=True)
@jobs_option
def command(files: tuple[str, ...], date: dt.date | None, form: str, jobs: int) -> int:
    """Code FILES (text, HTML, PDF, JSONL, CSV, Parquet; - is standard input).

    Prints one JSON object a document, in input order.
    """
    run = Run()
    exporter(form)(run.codings(run.documents(files, date), jobs), sys.stdout)
    return run.exit_code
