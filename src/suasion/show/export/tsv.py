"""Acts in the tab-separated formats of GDELT 2.0 and ICEWS: CAMEO codes, a row for each pair of actors.

Neither can say that an act is denied, hypothetical or predicted, nor leave out its day; who calls these
writers chooses the acts, and what has no day is left out and counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Final, TextIO

from suasion.lexicon.foreign import actor_of, is_state, sector_words
from suasion.lexicon.names import name_of
from suasion.show.export.told import is_release
from suasion.show.table import clean
from suasion.store.providers import GDELT
from suasion.types import UNKNOWN

if TYPE_CHECKING:
    from suasion.show.export.told import Told
    from suasion.types import Mention

QUADS: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
# A row's number is its act's times this, plus the number of the pair.
_PAIRS: Final = 10_000
# CAMEO: return, release.
_RELEASE: Final = "084"
ICEWS_COLUMNS: Final = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_Row = Callable[["Told", int, dt.date, "Mention | None", "Mention | None"], dict[str, object]]


def _once(actors: Sequence[Mention]) -> list[Mention | None]:
    """Each actor once, by code; one that is not known where there is none."""
    by_code = {m.code: m for m in reversed(actors)}
    return [by_code[code] for code in dict.fromkeys(m.code for m in actors)] or [None]


def _cameo(told: Told) -> str:
    return _RELEASE if is_release(told) else told.event.cameo or ""


def _cell(value: object) -> str:
    return "" if value is None else clean(str(value))


def _rows(tolds: Iterable[Told], columns: Sequence[str], row: _Row, left_out: list[Told]) -> Iterator[str]:
    for told in tolds:
        if told.day is None or not told.event.cameo:
            left_out.append(told)
            continue
        for n, (source, target) in enumerate(product(_once(told.event.source), _once(told.event.target))):
            cells = row(told, told.act * _PAIRS + n, told.day, source, target)
            yield "\t".join(_cell(cells.get(c)) for c in columns) + "\n"


def _named(actor: Mention) -> str:
    return actor.name or name_of(actor.code)


def _gdelt_actor(side: str, actor: Mention | None) -> dict[str, object]:
    if actor is None or actor.code == UNKNOWN:
        return {}
    state = is_state(actor.code)
    sector = actor.sector or ""
    return {
        f"{side}Code": f"{actor.code}{sector}", f"{side}Name": _named(actor).upper(),
        f"{side}CountryCode": actor.code if state else "", f"{side}KnownGroupCode": "" if state else actor.code,
        f"{side}Type1Code": sector,
    }  # fmt: skip


def _gdelt_row(
    told: Told, number: int, day: dt.date, source: Mention | None, target: Mention | None
) -> dict[str, object]:
    event, code = told.event, _cameo(told)
    quad = QUADS.index(event.quad) + 1 if event.quad in QUADS else None
    return {
        "GLOBALEVENTID": number, "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": day.year,
        # GDELT counts every month as thirty days.
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        **_gdelt_actor("Actor1", source), **_gdelt_actor("Actor2", target),
        "IsRootEvent": 1, "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": quad,
        "GoldsteinScale": event.goldstein, "NumMentions": told.reports, "NumSources": told.sources,
        "NumArticles": told.reports, "ActionGeo_Fullname": event.place,
        "DATEADDED": f"{told.first_told or day:%Y%m%d}000000", "SOURCEURL": told.document.url or told.document.id,
    }  # fmt: skip


def _icews_actor(side: str, actor: Mention | None) -> dict[str, object]:
    if actor is None or actor.code == UNKNOWN:
        return {}
    state = is_state(actor.code)
    return {
        f"{side} Name": _named(actor), f"{side} Sectors": sector_words(actor.sector or ""),
        f"{side} Country": name_of(actor.code).removeprefix("the ") if state else "",
    }  # fmt: skip


def _icews_row(
    told: Told, number: int, day: dt.date, source: Mention | None, target: Mention | None
) -> dict[str, object]:
    event, place = told.event, told.event.place or ""
    where = "Country" if actor_of(place) else "City"
    return {
        "Event ID": number, "Event Date": day, **_icews_actor("Source", source), **_icews_actor("Target", target),
        "Event Text": f"{event.type.capitalize()} ({event.mode})" if event.mode else event.type.capitalize(),
        "CAMEO Code": _cameo(told), "Intensity": event.goldstein, "Story ID": told.document.id,
        "Publisher": told.document.source, where: place,
    }  # fmt: skip


def write_cameo(tolds: Iterable[Told], out: TextIO) -> list[Told]:
    """GDELT 2.0's 61 columns, without a header. Gives back the acts left out, which have no day or no CAMEO code."""
    left_out: list[Told] = []
    out.writelines(_rows(tolds, GDELT.columns, _gdelt_row, left_out))
    return left_out


def write_icews(tolds: Iterable[Told], out: TextIO) -> list[Told]:
    """ICEWS's 20 columns under their names. Gives back the acts left out, which have no day or no CAMEO code."""
    left_out: list[Told] = []
    out.write("\t".join(ICEWS_COLUMNS) + "\n")
    out.writelines(_rows(tolds, ICEWS_COLUMNS, _icews_row, left_out))
    return left_out
