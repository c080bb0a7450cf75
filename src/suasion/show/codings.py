"""Codings written out: the formats of `suasion code`, each an entry point of `suasion.exporters`.

An exporter takes codings in order and writes to a text stream; it holds no more of them than it must.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, TextIO

from suasion.show.records import coding_record
from suasion.show.rows import write_json_lines, write_json_list
from suasion.show.table import write_table

if TYPE_CHECKING:
    from suasion.types import Coding

Exporter = Callable[[Iterable["Coding"], TextIO], None]


def names() -> list[str]:
    """The formats at hand."""
    return sorted({point.name for point in entry_points(group="suasion.exporters")})


def exporter(name: str) -> Exporter:
    """The exporter of a format. Raises KeyError for a name that is not among `names()`."""
    found: Exporter = entry_points(group="suasion.exporters")[name].load()
    return found


def write_jsonl(codings: Iterable[Coding], out: TextIO) -> None:
    """One JSON object a document."""
    write_json_lines(map(coding_record, codings), out)


def write_json(codings: Iterable[Coding], out: TextIO) -> None:
    """One JSON list of all documents, an element a line."""
    write_json_list(map(coding_record, codings), out)


def write_events(codings: Iterable[Coding], out: TextIO) -> None:
    """A table with a row for each event, fitted to the terminal."""
    rows = (
        (
            coding.document.id,
            event.id,
            event.date.start.isoformat() if event.date else "",
            " ".join(sorted({m.code for m in event.source})),
            event.type,
            " ".join(sorted({m.code for m in event.target})),
            event.status,
            event.quote,
        )
        for coding in codings
        for event in coding.events
    )
    write_table(("document", "event", "date", "source", "type", "target", "status", "quote"), rows, out)
