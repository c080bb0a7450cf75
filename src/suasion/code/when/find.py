"""Find time expressions and resolve each to a period, as precise as the text is."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.types import When

if TYPE_CHECKING:
    from suasion.parse import Parsed

MONTHS: Final = {m.lower(): i for i, m in enumerate(calendar.month_name) if m} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {d.lower(): i for i, d in enumerate(calendar.day_name)}
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "several": 0, "few": 0,
}  # fmt: skip
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_MONTH: Final = "(?P<month>" + "|".join(sorted((m for m in MONTHS), key=len, reverse=True)) + r")\b\.?"
_WEEKDAY: Final = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_COUNT: Final = r"(?P<count>[0-9]{1,3}|" + "|".join(_NUMBERS) + ")"
_YEAR: Final = r"(?P<year>1[89][0-9]{2}|20[0-9]{2})"
_PATTERNS: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("day", rf"\b(?P<last>last |next )?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?\b"),
        ("day", rf"\b(?P<last>last |next )?{_MONTH} (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?"),
        ("month", rf"\b(?P<last>last |next |this )?(?:(?P<part>early|mid|late)[ -])?{_MONTH}(?: of)? {_YEAR}\b"),
        ("month", rf"\b(?P<last>last |next |this )(?:(?P<part>early|mid|late)[ -])?{_MONTH}(?! [0-9])"),
        ("month", rf"\b(?P<prep>in|since|by|until|during|of|from|to|late|early|mid|through)[ -]{_MONTH}(?! [0-9])"),
        ("season", rf"\b(?:the )?(?P<season>spring|summer|autumn|winter)(?: of)? {_YEAR}\b"),
        ("season", r"\b(?:in|last|since|this)(?: the)? (?P<season>spring|summer|autumn|winter)\b(?P<year>)"),
        ("weekday", rf"\b(?P<last>last |next |this |on |by |since |until |late |early )?{_WEEKDAY}\b"
                    r"(?! talks| meeting)(?P<week> last week| week| next week)?"),
        ("ago", rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b"),
        ("near", r"\b(?P<near>yesterday|today|tonight|tomorrow|overnight|this morning|this afternoon|this evening|"
                 r"last night)\b"),
        ("week", r"\b(?P<when>earlier this|later this|this|last|next|the past|past)[ ](?P<unit>week|month|year|weekend)\b"),
        ("weekbegin", r"\bat the (?P<edge>beginning|start|end) of the week\b|\bat the weekend\b|\bover the weekend\b"),
        ("year", rf"\b(?:(?:in|since|by|until|of|from|during|early in|late in|after|before) |(?:early|late|mid)-?[ ]?){_YEAR}\b"),
        ("year", rf"\b(?<![0-9.,$€£-]){_YEAR}(?![0-9%]|,[0-9]| (?:people|troops|men|tonnes|dollars))\b"),
        ("after", rf"\b(?:(?P<the>the (?:day|week|month|year) (?P<dir>before|after))|"
                  rf"{_COUNT} (?P<unit>day|week|month|year)s? (?P<dir2>earlier|later|before|afterwards))\b"),
        ("same", r"\b(?:the same|that) (?:day|evening|night|afternoon|morning)\b"),
    )
)  # fmt: skip
# Just before a day: what puts it ahead. Within a few words: what puts the whole clause ahead.
_FUTURE: Final = re.compile(
    r"\b(?:(?:by|until|before|till)(?: the)?\s+|"
    r"(?:will|due|scheduled|expected|planned|(?:is|are|was|were) to|set to|shall)\b(?:\W+\w+){0,6}\W+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: offsets, first token, the period, and whether it bounds (`by`, `until`)."""

    start: int
    end: int
    token: int
    when: When | None
    bound: bool
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """All time expressions of a document, in text order."""

    mentions: tuple[TimeMention, ...]


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _back(anchor: dt.date, unit: str, count: int) -> tuple[dt.date, dt.date]:
    """The period `count` units before (after, when negative) the anchor, as wide as the unit."""
    if unit == "day":
        day = anchor - dt.timedelta(days=count)
        return day, day
    if unit == "week":
        day = anchor - dt.timedelta(weeks=count)
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 - count
        year, month = divmod(index, 12)
        return dt.date(year, month + 1, 1), _month_end(year, month + 1)
    return dt.date(anchor.year - count, 1, 1), dt.date(anchor.year - count, 12, 31)


class _Resolver:
    """Turns a match into a period; `today` is the document's date, `anchor` the last date told."""

    def __init__(self, today: dt.date | None, text: str) -> None:
        self.today = today
        self.text = text
        self.anchor: dt.date | None = None

    def _ahead(self, match: re.Match[str]) -> bool:
        return bool(_FUTURE.search(self.text[max(0, match.start() - 60) : match.start()]))

    def day(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        month, day = MONTHS[m["month"].lower()], int(m["day"])
        year = int(m["year"]) if m["year"] else None
        if year is None:
            if self.today is None:
                return None
            year = self.today.year
            made = dt.date(year, month, day)
            ahead = self._ahead(m) or (m["last"] or "").strip().lower() == "next"
            if made > self.today and not ahead and (made - self.today).days > 21:
                year -= 1
            elif made > self.today and not ahead:
                year -= 0
            elif made < self.today and ahead and (self.today - made).days > 120:
                year += 1
        made = dt.date(year, month, day)
        return made, made

    def month(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        month = MONTHS[m["month"].lower()]
        found = m.groupdict()
        year = int(found["year"]) if found.get("year") else None
        if year is None:
            if self.today is None:
                return None
            year = self.today.year
            ahead = self._ahead(m) or (found.get("last") or "").strip() == "next"
            if month > self.today.month and not ahead:
                year -= 1
            if month < self.today.month and ahead and (found.get("last") or found.get("prep") in ("by", "until")):
                year += 1
            if month == self.today.month and (found.get("last") or "").strip() == "last":
                year -= 1
        return dt.date(year, month, 1), _month_end(year, month)

    def season(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        first, last = _SEASONS[m["season"].lower()]
        if m["year"]:
            year = int(m["year"])
        elif self.today is None:
            return None
        else:
            year = self.today.year - (first > self.today.month)
        return dt.date(year, first, 1), _month_end(year + (last < first), last)

    def weekday(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        if self.today is None:
            return None
        wanted = WEEKDAYS[m["weekday"].lower()]
        lead = (m["last"] or "").strip().lower()
        back = (self.today.weekday() - wanted) % 7
        if lead == "next" or (m["week"] or "").strip() == "next week" or (lead != "last" and self._ahead(m)):
            ahead = (wanted - self.today.weekday()) % 7 or 7
            day = self.today + dt.timedelta(days=ahead)
        elif lead == "last" and back == 0:
            day = self.today - dt.timedelta(days=7)
        elif (m["week"] or "").strip() == "last week":
            monday = self.today - dt.timedelta(days=self.today.weekday() + 7)
            day = monday + dt.timedelta(days=wanted)
        else:
            day = self.today - dt.timedelta(days=back)
        return day, day

    def ago(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        count = _number(m["count"])
        if not self.today or not count:
            return None
        if m["unit"].lower() == "week":  # "a week ago" is a day, "last week" a week
            return _back(self.today, "day", 7 * count)
        return _back(self.today, m["unit"].lower(), count)

    def near(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        if self.today is None:
            return None
        shift = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}.get(m["near"].lower(), 0)
        day = self.today + dt.timedelta(days=shift)
        return day, day

    def week(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        if self.today is None:
            return None
        unit, when = m["unit"].lower(), m["when"].lower()
        count = 1 if when == "last" else -1 if when == "next" else 0
        if unit == "weekend":
            saturday = self.today - dt.timedelta(days=(self.today.weekday() - 5) % 7)
            saturday += dt.timedelta(days=7 if when == "next" else 0)
            return saturday, saturday + dt.timedelta(days=1)
        if "past" in when:
            return None
        return _back(self.today, unit, count)

    def weekbegin(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        if self.today is None:
            return None
        monday = self.today - dt.timedelta(days=self.today.weekday())
        if m["edge"] in ("beginning", "start"):
            return monday, monday
        saturday = self.today - dt.timedelta(days=(self.today.weekday() - 5) % 7)
        return saturday, saturday + dt.timedelta(days=1)

    def year(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        year = int(m["year"])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)

    def after(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        if self.anchor is None:
            return None
        if m["the"]:
            unit = m["the"].split()[1].lower()
            return _back(self.anchor, unit, 1 if m["dir"].lower() == "before" else -1)
        count = _number(m["count"])
        if not count:
            return None
        sign = 1 if m["dir2"].lower() in ("earlier", "before") else -1
        return _back(self.anchor, m["unit"].lower(), sign * count)

    def same(self, m: re.Match[str]) -> tuple[dt.date, dt.date] | None:
        return (self.anchor, self.anchor) if self.anchor else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower(), 0)


def find_dates(parsed: Parsed) -> Dates:
    """Every time expression of the document; a date that cannot be (31 February) is none."""
    text = parsed.doc.text
    taken: list[tuple[int, int, str, re.Match[str]]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= a or match.start() >= b for a, b, _, _ in taken):
                taken.append((*match.span(), name, match))
    resolver = _Resolver(parsed.document.date, text)
    starts = [t.idx for t in parsed.doc]
    mentions = []
    for start, end, name, match in sorted(taken, key=lambda row: row[0]):
        solve: Callable[[re.Match[str]], tuple[dt.date, dt.date] | None] = getattr(resolver, name)
        try:
            period = solve(match)
        except (ValueError, OverflowError):
            period = None
        words = parsed.document.text[start:end]
        when = When(period[0], period[1], words) if period else None
        if when is not None:
            resolver.anchor = when.start
        bound = words.lower().startswith(("by ", "until ", "before ", "since ")) or bool(
            re.search(r"\b(?:by|until|before|since|within)\s+(?:the )?$", text[max(0, start - 14) : start], re.I)
        )
        mentions.append(TimeMention(start, end, _token_at(starts, start), when, bound, name in ("after", "same")))
    return Dates(tuple(mentions))


def _token_at(starts: list[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)
