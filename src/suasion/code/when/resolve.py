"""From a matched time expression to its period, by the document's date and the time last told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from suasion.code.when import periods
from suasion.code.when.periods import Period
from suasion.lexicon import when as lexicon

# A day and month this many days ahead of the document, without a year, is meant ahead; farther, it is last year's.
AHEAD_DAYS: Final = 45
# Back from the document by more than this, a day that the clause puts ahead is next year's.
_BEHIND_DAYS: Final = 120
# A bare "the 12th" is counted from the time last told when that is no older than this.
_SAME_STORY_DAYS: Final = 150
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is counted from: the document's day, the time last told, and the clause's lean.

    `year` is the year in which the passage is told, when it named one; `ahead`: the clause speaks of what is to come.
    """

    today: dt.date | None
    anchor: Period | None
    year: int | None
    ahead: bool
    bound: bool = False


def _count(found: Mapping[str, str]) -> int:
    word = found["number"].lower()
    numbers = lexicon.load().words["number"]
    if word.isdecimal():
        return int(word)
    return sum(int(numbers[part]) for part in re.split(r"-", " ".join(word.split())))


def _unit(found: Mapping[str, str]) -> tuple[str, int]:
    """The span that a unit counts, and how many of them it is: a fortnight is two weeks."""
    if "span" in found:
        span = found["span"].lower()
        return ("week", 2) if span == "fortnight" else (span, 1)
    value = lexicon.load().words["unit"][found["unit"].lower()]
    span, _, times = value.partition(" x")
    return span, int(times or 1)


def _which(found: Mapping[str, str], setting: Setting) -> int | None:
    word = found.get("which")
    if word is None:
        return None
    words = lexicon.load().words
    return int((words["which"] | words["which_told"])[" ".join(word.lower().split())])


def _month(found: Mapping[str, str]) -> int:
    if "month_number" in found:
        return int(found["month_number"])
    return int(lexicon.load().words["month"][found["month"].lower().rstrip(".")])


def _part(found: Mapping[str, str], period: Period) -> Period:
    if "part" not in found:
        return period
    return periods.share(period, lexicon.load().words["part"][" ".join(found["part"].lower().split())])


def _year(found: Mapping[str, str], setting: Setting) -> int | None:
    """The year said: 2005, last year; None when the words leave it open."""
    if "year" in found:
        return int(found["year"])
    if "which" in found and setting.today:
        return setting.today.year + (_which(found, setting) or 0)
    return None


def date(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """A day of a month: 14 March 1949, March 14, last June 24."""
    month, day, year = _month(found), int(found["day"]), _year(found, setting)
    if year is not None:
        return periods.one(dt.date(year, month, day))
    if setting.today is None:
        return periods.one(dt.date(setting.year, month, day)) if setting.year else None
    year = setting.year or setting.today.year
    made = dt.date(year, month, day)
    if setting.year:
        return periods.one(made)
    distance = (made - setting.today).days
    if distance > 0 and not setting.ahead and distance > AHEAD_DAYS:
        year -= 1
    elif distance < -_BEHIND_DAYS and setting.ahead:
        year += 1
    return periods.one(dt.date(year, month, day))


def which_date(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Last June 24: the latest before the document; next, the first after it."""
    if setting.today is None:
        return None
    month, day = _month(found), int(found["day"])
    which = _which(found, setting) or 0
    made = dt.date(setting.today.year, month, day)
    if which < 0 and made >= setting.today:
        made = dt.date(made.year - 1, month, day)
    elif which > 0 and made <= setting.today:
        made = dt.date(made.year + 1, month, day)
    return periods.one(made)


def _day_of(base: dt.date, day: int, months: int) -> dt.date:
    """That day of the month so many on from the base's."""
    return periods.month_of(base.year, base.month + months)[0].replace(day=day)


def month_day(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """The 12th; the first of last month: of the month told, or the document's."""
    day = int(found["day"]) if "day" in found else _ORDINALS[found["ordinal"].lower()]
    if setting.today is None and setting.anchor is None:
        return None
    base = setting.today or (setting.anchor[0] if setting.anchor else None)
    assert base is not None
    which = _which(found, setting)
    if which is not None:
        return periods.one(periods.month_of(base.year, base.month + which)[0].replace(day=day))
    start = setting.anchor[0] if setting.anchor and not setting.ahead else None
    if start and (base - start).days <= _SAME_STORY_DAYS:
        # The first such day from the time last told on.
        made = _day_of(start, day, 0) if day >= start.day else _day_of(start, day, 1)
        if made <= base:
            return periods.one(made)
    made = _day_of(base, day, 0)
    if made > base and not setting.ahead:
        made = _day_of(base, day, -1)
    elif made < base and setting.ahead:
        made = _day_of(base, day, 1)
    return periods.one(made)


def month(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """A month: the latest not after the document, unless the words or the clause put it elsewhere."""
    wanted = _month(found)
    if arg == "told" and setting.anchor:
        setting = dataclasses.replace(setting, today=setting.anchor[0])
    if "year" in found:
        return _part(found, periods.month_of(int(found["year"]), wanted))
    if setting.today is None:
        return _part(found, periods.month_of(setting.year, wanted)) if setting.year else None
    year, now = setting.today.year, setting.today.month
    which = _which(found, setting)
    if which is not None and arg == "year":
        year += which
    elif which is not None:
        year += -(wanted >= now) if which < 0 else (wanted <= now) if which > 0 else 0
    elif setting.year:
        year = setting.year
    elif setting.ahead:
        year += wanted < now
    else:
        year -= wanted > now
    return _part(found, periods.month_of(year, wanted))


def season(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """A season; winter belongs to the year it begins in."""
    first, last = (int(n) for n in lexicon.load().words["season"][found["season"].lower()].split("-"))
    if arg == "told" and setting.anchor:
        setting = dataclasses.replace(setting, today=setting.anchor[0])
    year = int(found["year"]) if "year" in found else None
    if year is None:
        if setting.today is None:
            return None
        year = setting.today.year
        which = _which(found, setting)
        if which is not None and arg == "year":
            year += which
        elif which is not None and which < 0:
            year -= first + 2 >= setting.today.month
        elif which is not None and which > 0:
            year += first <= setting.today.month
        elif which is None and setting.year:
            year = setting.year
        elif not setting.ahead:
            year -= first > setting.today.month
    end = periods.month_of(year + (last < first), last)[1]
    return _part(found, (dt.date(year, first, 1), end))


def quarter(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """A quarter of a year: the first quarter of 2014."""
    year = _year(found, setting)
    index = (_ORDINALS | {"last": 4})[found["quarter"].lower()]
    if year is None:
        if setting.today is None:
            return None
        year = setting.today.year - (index * 3 - 2 > setting.today.month)
    return periods.month_of(year, index * 3 - 2)[0], periods.month_of(year, index * 3)[1]


def decade(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """The 1990s, the late 1940s."""
    return _part(found, periods.around(dt.date(int(found["decade"]), 1, 1), "decade"))


def year(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """2005, early 2003."""
    return _part(found, periods.year_of(int(found["year"])))


def unit(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Last week, this year, earlier this month, at the end of last year."""
    if setting.today is None:
        return None
    span, times = _unit(found)
    if span not in ("week", "month", "year", "decade", "day"):
        return None
    period = periods.around(periods.moved(setting.today, span, times * (_which(found, setting) or 0)), span)
    if found.get("when", "").lower() == "earlier":
        return period[0], setting.today
    if found.get("when", "").lower() == "later":
        return setting.today, period[1]
    return _part(found, period)


def weekday(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """The latest such day up to the document's, or the next one where the clause looks ahead."""
    if setting.today is None:
        return None
    wanted = int(lexicon.load().words["weekday"][found["weekday"].lower().rstrip(".")])
    back = (setting.today.weekday() - wanted) % periods.DAYS_OF_WEEK
    which = _which(found, setting)
    latest = setting.today - dt.timedelta(days=back)
    if arg == "ago":
        return periods.one(latest - dt.timedelta(weeks=1))
    if arg == "week":
        monday = periods.week_of(setting.today)[0] + dt.timedelta(weeks=which or 0)
        return periods.one(monday + dt.timedelta(days=wanted))
    if which is not None and which < 0:
        return periods.one(latest - dt.timedelta(weeks=back == 0))
    if (which is not None and which > 0) or setting.ahead:
        ahead = setting.ahead and back == 0 and which is None and not setting.bound
        return periods.one(latest if ahead else latest + dt.timedelta(weeks=1))
    return periods.one(latest)


def day(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Yesterday, overnight, today, tomorrow."""
    return periods.one(setting.today + dt.timedelta(days=int(arg))) if setting.today else None


def ago(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Two weeks ago, to the day; three months ago, to the month."""
    if setting.today is None:
        return None
    if arg:
        count, _, span = arg.partition(" ")
        return periods.shifted(periods.one(setting.today), span, -int(count))
    span, times = _unit(found)
    return periods.shifted(periods.one(setting.today), span, -_count(found) * times)


def past(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Over the past two weeks: from then to the document."""
    if setting.today is None:
        return None
    span, times = _unit(found)
    count = _count(found) if "number" in found else 1
    return periods.moved(setting.today, span, -count * times), setting.today


def weekend(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """The latest Saturday and Sunday, or those to come."""
    if setting.today is None:
        return None
    saturday = periods.week_of(setting.today)[0] + dt.timedelta(days=5)
    if setting.today < saturday and not setting.ahead and (_which(found, setting) or 0) <= 0:
        saturday -= dt.timedelta(weeks=1)
    elif (_which(found, setting) or 0) > 0 and setting.today >= saturday:
        saturday += dt.timedelta(weeks=1)
    return saturday, saturday + dt.timedelta(days=1)


def same(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """The same day, that month, hours later: as the time last told."""
    if setting.anchor is None:
        return periods.one(setting.today) if arg == "day" and setting.today else None
    span = found.get("span", "day").lower()
    if span in ("week", "month", "year"):
        return periods.around(setting.anchor[0], span)
    return setting.anchor


def shift(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Three days earlier, the following week: counted from the time last told."""
    anchor = setting.anchor or (periods.one(setting.today) if setting.today else None)
    if anchor is None:
        return None
    span, times = _unit(found)
    if arg == "which":
        sign = 1 if "which" not in found else _which(found, setting) or 1
    else:
        sign = -1 if found["way"].lower() in ("earlier", "before", "previously", "beforehand") else 1
    if "number" in found:
        return periods.shifted(anchor, span, sign * _count(found) * times)
    return periods.around(periods.moved(anchor[0], span, sign * times), span)


def within(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """Within two weeks, in three days' time: the stretch from the telling to its end."""
    start = setting.today if setting.ahead or setting.anchor is None else setting.anchor[0]
    if start is None:
        return None
    span, times = _unit(found)
    return start, periods.moved(start, span, _count(found) * times)


def holiday(found: Mapping[str, str], setting: Setting, arg: str) -> Period | None:
    """A holiday of fixed date, as a day of a month."""
    number, day_number = lexicon.load().words["holiday"][" ".join(found["holiday"].lower().split())].split("-")
    named = dict(found) | {"month_number": number, "day": day_number}
    return date(named, setting, arg)


Solver = Callable[[Mapping[str, str], Setting, str], Period | None]
SOLVERS: Final[dict[str, Solver]] = {
    "date": date, "which_date": which_date, "month_day": month_day, "month": month, "season": season,
    "quarter": quarter, "decade": decade, "year": year, "unit": unit, "weekday": weekday, "day": day, "ago": ago,
    "past": past, "weekend": weekend, "same": same, "shift": shift, "within": within, "holiday": holiday,
}  # fmt: skip


def offset_of(found: Mapping[str, str], arg: str) -> tuple[str, int]:
    """Two weeks after, the day before, within a week: the span and the signed count of it."""
    if arg == "same":
        return "day", 0
    span, times = _unit(found)
    sign = -1 if found.get("way", "").lower() == "before" else 1
    return span, sign * times * (_count(found) if "number" in found else 1)
