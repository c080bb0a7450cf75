"""`suasion explain`."""

from __future__ import annotations

import datetime as dt

import click

from suasion.errors import UsageError
from suasion.show.cli.common import Run, date_option


@click.command("explain")
@click.argument("file", type=click.Path(allow_dash=True))
@click.argument("event", required=False)
@date_option
def command(file: str, event: str | None, date: dt.date | None) -> int:
    """Show for EVENT (e3), or for every event of FILE, the rules and words that made it."""
    from suasion.show.table import clean

    run = Run()
    found = False
    for coding in run.codings(run.documents((file,), date), warn=True):
        for item in coding.events:
            if event and item.id != event:
                continue
            found = True
            source = ", ".join(m.code for m in item.source)
            target = ", ".join(m.code for m in item.target)
            click.echo(clean(f"{coding.document.id} {item.id}: {source} {item.type} {target} [{item.status}]"))
            click.echo(clean(f"  {item.start}-{item.end} «{item.quote}»"))
            for line in item.reasons:
                click.echo(clean(f"  - {line}"))
            for stand in item.attributions:
                said = f" ({stand.cue})" if stand.cue else ""
                click.echo(clean(f"  - according to {stand.source}: {stand.value}{said}"))
    if event and not found and not run.failures:
        raise UsageError(f"no event {event} in {file}; list them with: suasion explain {file}")
    return run.exit_code
