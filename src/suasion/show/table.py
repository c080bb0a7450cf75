"""Plain tables for the terminal, and text made harmless for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

# Wide enough for a row when the output is no terminal (characters).
_PIPED_WIDTH = 200


def clean(text: str) -> str:
    """`text` on one line, without control and direction characters that could act on a terminal."""
    return "".join(
        " " if c in "\n\r\t" else c for c in text if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Write rows under the columns' names, fitted to the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console.print(table)
