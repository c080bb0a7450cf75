"""`suasion recode`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.show.cli.common import Run, complain, jobs_option
from suasion.show.cli.dossier import dossier_argument, rows_option, show_rows
from suasion.show.cli.progress import progress

if TYPE_CHECKING:
    from suasion.scale import Failure
    from suasion.store.recode import Change
    from suasion.types import Coding, Event

_MAKER: Final = ("suasion", "coder", "lexicon", "actors", "model")
_COLUMNS: Final = ("document", "change", "before", "after", "quote", "start", "end")


def _said(event: Event | None) -> str | None:
    """An event in one line: who, what, whom, how it stands."""
    if event is None:
        return None
    sides = (" ".join(sorted({m.code for m in side})) for side in (event.source, event.target))
    source, target = sides
    return f"{source} {event.type} {target} [{event.status}]"


def _row(change: Change) -> dict[str, Any]:
    event = change.after or change.before
    assert event is not None
    return {
        "document": change.document, "change": change.kind, "before": _said(change.before),
        "after": _said(change.after), "quote": event.quote, "start": event.start, "end": event.end,
    }  # fmt: skip


@click.command("recode")
@dossier_argument
@jobs_option
@rows_option
def command(dossier: Path, jobs: int, form: str) -> int:
    """Code anew the documents of DOSSIER that another version coded, and list each event that changed.

    The old codings are kept in the dossier's table `replaced`.
    """
    from suasion.scale import Failure
    from suasion.store import Dossier, Maker, present_maker
    from suasion.store.recode import recode

    run, maker = Run(), present_maker()
    stale = sum(r["documents"] for r in Dossier(dossier).makers() if Maker(*(r[k] for k in _MAKER)) != maker)
    rows: list[dict[str, Any]] = []
    try:
        with progress("recoding", stale) as advance:

            def told(item: Coding | Failure) -> None:
                if isinstance(item, Failure):
                    run.fail(f"{item.id}: {item.reason}")
                advance()

            done = recode(dossier, run.coder(jobs), maker, lambda change: rows.append(_row(change)), told)
    finally:  # what a run that was stopped did change is shown as well
        show_rows(_COLUMNS, rows, form)
        sys.stdout.flush()
    complain(f"{done.documents} documents coded anew, {done.changed} of them changed")
    return run.exit_code
