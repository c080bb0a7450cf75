"""Tables: on a page to be sorted, and as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from suasion.show.cells import csv_cell
from suasion.show.table import clean

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns' names and rows of cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_of(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The rows as CSV (RFC 4180), harmless in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([csv_cell(clean(cell) if isinstance(cell, str) else cell) for cell in row] for row in rows)
    return out.getvalue()
