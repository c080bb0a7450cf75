"""`suasion compare`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.errors import UsageError
from suasion.show.cli.common import Run, date_option
from suasion.show.rows import FORMATS, write_rows

if TYPE_CHECKING:
    from suasion.relate.compare import Comparison
    from suasion.types import Coding, Span

# The parts of a comparison, in the order of reading: first what they differ in.
_PARTS: Final = {"differ": "they differ", "only_a": "only the first", "only_b": "only the second", "both": "both"}
_COLUMNS: Final = ("said_by", "kind", "what", "note", "first", "second")
_GAP: Final = " … "


@click.command("compare")
@click.argument("first", type=click.Path(allow_dash=True), metavar="A")
@click.argument("second", type=click.Path(allow_dash=True), metavar="B")
@date_option
@click.option(
    "--kind", type=click.Choice(["entity", "topic", "event", "demand"]), multiple=True, help="Only these kinds."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def command(first: str, second: str, date: dt.date | None, kind: tuple[str, ...], form: str) -> int:
    """Compare readouts A and B of one meeting: what both say, what only one says, where they differ.

    Compared are the actors named, the topics, the acts told and the demands.
    """
    from suasion.relate.compare import compare

    run = Run()
    codings = [coding for file in (first, second) for coding in _only(run, file, date)]
    if len(codings) < 2:  # what went wrong has been said
        return run.exit_code
    made = compare(*codings)
    if form in ("json", "jsonl"):
        record = {"first": made.a, "second": made.b} | {part: _points(made, part, kind) for part in _PARTS}
        write_rows(tuple(record), [record], "jsonl", sys.stdout)
    else:
        write_rows(_COLUMNS, _rows(made, kind), form, sys.stdout)
    return run.exit_code


def _only(run: Run, file: str, date: dt.date | None) -> list[Coding]:
    """The coding of a file's one document; none when it could not be read. Raises UsageError for several."""
    found = list(run.codings(run.documents((file,), date), warn=True))
    if len(found) > 1:
        raise UsageError(f"{file}: holds {len(found)} documents; name a file with one")
    return found


def _points(made: Comparison, part: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "kind": point.kind,
            "what": point.what,
            "note": point.note,
            "first": [dataclasses.asdict(span) for span in point.a],
            "second": [dataclasses.asdict(span) for span in point.b],
        }
        for point in getattr(made, part)
        if not kinds or point.kind in kinds
    ]


def _rows(made: Comparison, kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for part, said_by in _PARTS.items():
        for point in getattr(made, part):
            if not kinds or point.kind in kinds:
                values = (said_by, point.kind, point.what, point.note, _words(point.a), _words(point.b))
                yield dict(zip(_COLUMNS, values, strict=True))


def _words(spans: tuple[Span, ...]) -> str:
    """The quotations, each wording once."""
    return _GAP.join(dict.fromkeys(span.quote for span in spans))
