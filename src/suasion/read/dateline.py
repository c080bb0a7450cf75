"""The date that a text gives itself in its first lines."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

# How far into a text its own date is looked for (characters).
_HEAD: Final = 400
# How much of the first line a dateline takes (characters).
_LINE: Final = 60
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_ISO: Final = re.compile(r"\b([12][0-9]{3})-([01][0-9])-([0-3][0-9])\b")
_DAY_FIRST: Final = re.compile(r"\b([0-3]?[0-9]) ([A-Z][a-z]{2,8})\.?,? ([12][0-9]{3})\b")
_MONTH_FIRST: Final = re.compile(r"\b([A-Z][a-z]{2,8})\.? ([0-3]?[0-9]),? ([12][0-9]{3})\b")


def _made(year: str, month: int | None, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), month or 0, int(day))
    except ValueError:
        return None


def date_in(text: str) -> dt.date | None:
    """A full date at the head of the first line (a dateline or a date of its own), else None."""
    head = text[:_HEAD].strip().split("\n")[0][:_LINE]
    if match := _ISO.search(head):
        return _made(match[1], int(match[2]), match[3])
    if match := _DAY_FIRST.search(head):
        return _made(match[3], _MONTHS.get(match[2].lower()), match[1])
    if match := _MONTH_FIRST.search(head):
        return _made(match[3], _MONTHS.get(match[1].lower()), match[2])
    return None
