"""Values as the cells of a table: one text each, harmless to a spreadsheet, and back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

# Between the parts of a list in one cell; codes hold spaces and commas may stand in names.
SEPARATOR: Final = ";"
# A spreadsheet runs a cell that begins so as a formula; an apostrophe before it makes it text. A cell that
# begins so after apostrophes gets one more, so that taking one away always gives back what was there.
_FORMULA: Final = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20].", re.DOTALL)


def neutral(text: str) -> str:
    """Text that a spreadsheet does not run."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """What `neutral` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def cell_of(value: Any) -> str:
    """A value as text: nothing is empty, days are ISO, a list's parts stand between semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return SEPARATOR.join(cell_of(v) for v in value)
    return str(value)


def csv_cell(value: Any) -> str:
    """A value as a cell of a CSV file. Numbers stay numbers; text is made neutral."""
    text = cell_of(value)
    return text if isinstance(value, (int, float)) else neutral(text)
