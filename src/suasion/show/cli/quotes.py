"""`suasion quotes`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.show.cli.common import Run, date_option, files_argument, jobs_option
from suasion.show.rows import FORMATS, write_rows

if TYPE_CHECKING:
    from suasion.types import Coding, Quotation, Span

_COLUMNS: Final = (
    "document", "day", "speaker", "sector", "source", "cue", "addressee", "direct", "content", "start", "end",
)  # fmt: skip
_SHOWN: Final = ("document", "speaker", "source", "cue", "addressee", "direct", "content")
# Between the stretches of an interrupted part.
_GAP: Final = " … "


@click.command("quotes")
@files_argument
@date_option
@click.option("--by", metavar="CODE", help="Only what this actor says, such as USA.")
@click.option("--to", metavar="CODE", help="Only what is said to this actor.")
@click.option("--direct", is_flag=True, help="Only a speaker's own words.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@jobs_option
def command(
    files: tuple[str, ...], date: dt.date | None, by: str | None, to: str | None, direct: bool, form: str, jobs: int
) -> int:
    """List who says what to whom in FILES, in their own words or in the writer's.

    A part that is interrupted has "…" between its stretches; start and end are the offsets of all its words.
    """
    run = Run()
    found = (
        _row(coding, quotation)
        for coding in run.codings(run.documents(files, date), jobs, warn=True)
        for quotation in coding.quotations
        if by in (None, quotation.code) and to in (None, quotation.addressee) and (quotation.direct or not direct)
    )
    write_rows(_COLUMNS, found, form, sys.stdout, _SHOWN)
    return run.exit_code


def _words(spans: tuple[Span, ...]) -> str | None:
    return _GAP.join(span.quote for span in spans) or None


def _row(coding: Coding, said: Quotation) -> dict[str, Any]:
    spans = tuple(_spans(said))
    values = (
        coding.document.id, coding.document.date, said.code, said.sector, _words(said.source), _words(said.cue),
        said.addressee, said.direct, _words(said.content), min(s.start for s in spans), max(s.end for s in spans),
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def _spans(said: Quotation) -> Iterator[Span]:
    yield from said.source
    yield from said.cue
    yield from said.content
