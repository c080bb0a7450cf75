"""`suasion claims`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.show.cli.common import Run, date_option, files_argument, jobs_option
from suasion.show.rows import FORMATS, write_rows

if TYPE_CHECKING:
    from suasion.relate.claims import Claim, Told

# A row of the table and of CSV is one voice's stand on one claim; JSON has an object a claim.
_SHOWN: Final = ("claim", "source", "type", "target", "status", "voice", "stand", "day", "document", "cue", "quote")
_CLAIM: Final = (
    "claim", "type", "source", "target", "status", "disputed", "since", "denied_since", "documents", "independent",
    "voices",
)  # fmt: skip
_SIDES: Final = ("says", "denies", "open")
_VOICE: Final = (
    "voice", "sector", "stand", "value", "day", "document", "event", "outlet", "origin", "words", "cue", "quote",
    "start", "end",
)  # fmt: skip


@click.command("claims")
@files_argument
@date_option
@click.option("--disputed", is_flag=True, help="Only claims that somebody denies.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@jobs_option
def command(files: tuple[str, ...], date: dt.date | None, disputed: bool, form: str, jobs: int) -> int:
    """List the claims of FILES: who says each, who denies it, since when and with what words.

    Reports of one act are one claim. Copies of a text, and reports of one news agency, are one source.
    """
    from suasion.relate.claims import claims

    run = Run()
    found = claims(run.codings(run.documents(files, date), jobs, warn=True))
    kept = [claim for claim in found if claim.disputed or not disputed]
    if form in ("json", "jsonl"):
        write_rows((*_CLAIM, *_SIDES), map(_record, kept), form, sys.stdout)
    else:
        write_rows((*_CLAIM, *_VOICE), (row for claim in kept for row in _rows(claim)), form, sys.stdout, _SHOWN)
    return run.exit_code


def _head(claim: Claim) -> dict[str, Any]:
    values = (
        claim.id, claim.type, claim.source, claim.target, claim.status, claim.disputed, claim.since,
        claim.denied_since, claim.documents, claim.independent, claim.voices,
    )  # fmt: skip
    return dict(zip(_CLAIM, values, strict=True))


def _voice(told: Told) -> dict[str, Any]:
    values = (
        told.source, told.sector, told.stand, told.value, told.published, told.document, told.event, told.outlet,
        told.origin, told.words, told.cue, told.quote, told.start, told.end,
    )  # fmt: skip
    return dict(zip(_VOICE, values, strict=True))


def _record(claim: Claim) -> dict[str, Any]:
    return _head(claim) | {
        "says": [_voice(t) for t in claim.of("says")],
        "denies": [_voice(t) for t in claim.of("denies")],
        "open": [_voice(t) for t in claim.of("open")],
    }


def _rows(claim: Claim) -> Iterator[dict[str, Any]]:
    head = _head(claim)
    for told in claim.told:
        yield head | _voice(told)
