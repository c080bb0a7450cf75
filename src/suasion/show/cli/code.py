"""`suasion code`."""

from __future__ import annotations

import datetime as dt

import click

from suasion.show.cli.common import Run, date_option, files_argument, jobs_option


@click.command("code")
@files_argument
@date_option
@click.option("--format", "form", type=click.Choice(["jsonl", "json", "table"]), default="jsonl", show_default=True)
@jobs_option
def command(files: tuple[str, ...], date: dt.date | None, form: str, jobs: int) -> int:
    """Code FILES (text, HTML, PDF, JSONL, CSV, Parquet; - is standard input).

    Prints one JSON object a document, in input order.
    """
    from suasion.show.records import coding_record, dumps

    run = Run()
    codings = run.codings(run.documents(files, date), jobs)
    if form == "table":
        from suasion.show.table import event_rows, write_table

        write_table(event_rows(codings))
    elif form == "json":
        click.echo(dumps([coding_record(c) for c in codings]))
    else:
        for coding in codings:
            click.echo(dumps(coding_record(coding)))
    return run.exit_code
