"""Arithmetic on periods: pairs of days, both included."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

Period = tuple[dt.date, dt.date]
DAYS_OF_WEEK: Final = 7
# Parts of a day: a night or a morning is its day.
_DAYS: Final = frozenset({"day", "night", "evening", "morning", "afternoon"})


def one(day: dt.date) -> Period:
    """The period of a single day."""
    return day, day


def month_of(year: int, month: int) -> Period:
    """The whole month; months beyond 12 or under 1 run on into other years."""
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Period:
    """The whole year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def week_of(day: dt.date) -> Period:
    """Monday to Sunday round a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=DAYS_OF_WEEK - 1)


def around(day: dt.date, span: str) -> Period:
    """The day, week, month or year that a day stands in."""
    if span == "week":
        return week_of(day)
    if span == "month":
        return month_of(day.year, day.month)
    if span == "year":
        return year_of(day.year)
    if span == "decade":
        first = day.year - day.year % 10
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)
    return one(day)


def moved(day: dt.date, span: str, count: int) -> dt.date:
    """The day `count` spans on (back when negative); a day the month lacks becomes its last."""
    if span in _DAYS:
        return day + dt.timedelta(days=count)
    if span == "hour":
        return day + dt.timedelta(days=int(count / 24))
    if span in ("week", "fortnight"):
        return day + dt.timedelta(weeks=count * (2 if span == "fortnight" else 1))
    months = count * (1 if span == "month" else 12 if span == "year" else 120)
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def shifted(period: Period, span: str, count: int) -> Period:
    """A period `count` spans on, as wide as is meant: a month or a year after a day is a month, five years a year."""
    start, end = moved(period[0], span, count), moved(period[1], span, count)
    if span in ("month", "year", "decade"):
        wide = "month" if span == "month" or (span == "year" and abs(count) == 1) else "year"
        return around(start, wide)[0], around(end, wide)[1]
    return start, end


def share(period: Period, tenths: str) -> Period:
    """A part of a period: "0-3" is its first three tenths."""
    low, high = (int(n) for n in tenths.split("-"))
    days = (period[1] - period[0]).days + 1
    first = period[0] + dt.timedelta(days=days * low // 10)
    last = period[0] + dt.timedelta(days=max(1, days * high // 10) - 1)
    return first, max(first, last)
