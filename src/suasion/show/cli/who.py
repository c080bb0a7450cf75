"""`suasion who`."""

from __future__ import annotations

import dataclasses
import datetime as dt

import click

from suasion.show.cli.common import Day


@click.command("who")
@click.argument("name")
@click.option("--date", type=Day(), help="The day in question (default: today).")
@click.option("--in", "sentence", help="A sentence that the name stands in.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str, date: dt.date | None, sentence: str | None, form: str) -> int:
    """Tell whom NAME stands for on a day, the runners-up, and why."""
    from suasion.code.who import who_is
    from suasion.show.records import dumps
    from suasion.show.table import clean

    answer = who_is(name, date or dt.date.today(), sentence)
    if form == "json":
        record = dataclasses.asdict(answer)
        record["date"] = answer.date.isoformat() if answer.date else None
        click.echo(dumps(record))
        return 0
    sector = f" {answer.sector}" if answer.sector else ""
    role = f", {answer.role}" if answer.role else ""
    click.echo(clean(f"{answer.name}: {answer.code}{sector}{role} ({answer.date}): {answer.reason}"))
    for other in answer.runners_up:
        click.echo(clean(f"  or {other.code} {other.sector or ''}: {other.reason}"))
    return 0
