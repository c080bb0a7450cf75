"""What descriptions fit: words for states and organisations, regions, relations, and where states lie."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Final

from suasion.errors import DataError
from suasion.lexicon.actors import _table

ANY: Final = "*"
_KINDS: Final = frozenset(
    {"state", "region", "body", "capital", "rule", "pair", "relation", "group", "office", "possessed", "lead", "sent"}
)
_TOWARDS: Final = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}
# A neighbour lies in a direction if that much of the way to it does.
_LIES: Final = 0.5
# The same for one that the text names.
_LIES_NAMED: Final = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """What a word fits (codes, or a rule's name), between two years (inclusive, None is open)."""

    fits: tuple[str, ...]
    start: int | None
    end: int | None

    def holds(self, year: int | None) -> bool:
        """Whether it holds in a year; always without one."""
        return year is None or (self.start or year) <= year <= (self.end or year)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a state lies, its neighbours over land and sea, who ruled or rules it."""

    lat: float
    lon: float
    borders: tuple[str, ...]
    sea: tuple[str, ...]
    coloniser: str | None
    sovereign: str | None
    years: Fit


def _years(row: dict[str, str], table: str, number: int) -> tuple[int | None, int | None]:
    try:
        return int(row["start"]) if row["start"] else None, int(row["end"]) if row["end"] else None
    except (ValueError, TypeError) as error:
        raise DataError(table, number, "start and end are years") from error


@functools.lru_cache(maxsize=1)
def words() -> dict[str, dict[str, tuple[Fit, ...]]]:
    """By kind and word (lower case, but for kind "capital"): what it fits. Raises DataError."""
    made: dict[str, dict[str, list[Fit]]] = {kind: {} for kind in sorted(_KINDS)}
    for number, row in _table("descriptions.csv"):
        if row["kind"] not in _KINDS or not row["words"] or not row["fits"]:
            raise DataError("descriptions.csv", number, f"no such kind, or an empty cell: {row['kind']}")
        fit = Fit(tuple(row["fits"].split("|")), *_years(row, "descriptions.csv", number))
        for word in row["words"].split("|"):
            made[row["kind"]].setdefault(word, []).append(fit)
    return {kind: {w: tuple(f) for w, f in table.items()} for kind, table in made.items()}


@functools.lru_cache(maxsize=8192)
def fits(kind: str, word: str, year: int | None) -> tuple[str, ...]:
    """The codes (or rule) that a word of a kind fits in a year; empty where it is no such word."""
    found = words()[kind].get(word, ())
    return tuple(dict.fromkeys(c for f in found if f.holds(year) for c in f.fits))


@functools.lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """Words that can head a description: those of all kinds, of several the last."""
    return frozenset(word.split()[-1] for kind, table in words().items() if kind != "region" for word in table)


@functools.lru_cache(maxsize=1)
def _rule_heads() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in words()["rule"])


def body_named(phrase: str, year: int | None) -> str | None:
    """The organisation that the last words of a phrase name together ("the West African bloc")."""
    parts = phrase.lower().split()
    if not parts or parts[-1] not in _rule_heads():
        return None
    for i in range(len(parts) - 1):
        found = fits("rule", " ".join(parts[i:]), year)
        if found:
            return found[0]
    return None


@functools.lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Where states lie, by code. Raises DataError."""
    made: dict[str, Place] = {}
    for number, row in _table("geography.csv"):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except (ValueError, TypeError) as error:
            raise DataError("geography.csv", number, "lat and lon are degrees") from error
        borders, sea = (tuple(c for c in (row[k] or "").split("|") if c) for k in ("borders", "sea"))
        years = Fit((), *_years(row, "geography.csv", number))
        made[row["code"]] = Place(lat, lon, borders, sea, row["coloniser"] or None, row["sovereign"] or None, years)
    return made


@functools.lru_cache(maxsize=1)
def members() -> dict[str, frozenset[str]]:
    """Member states of organisations, those that left included."""
    return {row["code"]: frozenset(row["members"].split("|")) for _, row in _table("members.csv")}


def direction(word: str) -> str | None:
    """ "north" for "northern" or "north"; None for another word."""
    bare = word.removesuffix("ern")
    return bare if bare in _TOWARDS else None


def neighbours(code: str, towards: str | None, named: frozenset[str], year: int | None) -> tuple[str, ...]:
    """The states of `named` beside `code` in a direction; else, of all, those that lie clearly there.

    Without a direction, all of `named` that are beside it. Only states that are in that year.
    """
    place = places().get(code)
    if place is None:
        return ()
    beside = [c for c in (*place.borders, *place.sea) if c in places() and places()[c].years.holds(year)]
    if towards is None:
        return tuple(c for c in beside if c in named)
    found = tuple(c for c in beside if c in named and _lies(place, places()[c], towards) >= _LIES_NAMED)
    return found or tuple(c for c in beside if _lies(place, places()[c], towards) >= _LIES)


def _lies(here: Place, there: Place, towards: str) -> float:
    """The share of the way from one place to another that leads in a direction."""
    north, east = _TOWARDS[towards]
    up = there.lat - here.lat
    along = ((there.lon - here.lon + 180) % 360 - 180) * math.cos(math.radians(here.lat))
    far = math.hypot(up, along)
    return (up * north + along * east) / far if far else 0.0
