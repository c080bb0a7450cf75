"""Plain tables for the terminal, and text made harmless for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suasion.types import Coding

COLUMNS = ("document", "event", "date", "source", "type", "target", "status", "quote")


def clean(text: str) -> str:
    """`text` on one line, without control and direction characters that could act on a terminal."""
    return "".join(
        " " if c in "\n\r\t" else c for c in text if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


def event_rows(codings: Iterable[Coding]) -> Iterator[tuple[str, ...]]:
    """A row for each event."""
    for coding in codings:
        for event in coding.events:
            yield (
                coding.document.id,
                event.id,
                event.date.start.isoformat() if event.date else "",
                " ".join(sorted({m.code for m in event.source})),
                event.type,
                " ".join(sorted({m.code for m in event.target})),
                event.status,
                event.quote,
            )


def write_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows under the columns' names, fitted to the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console.print(table)
