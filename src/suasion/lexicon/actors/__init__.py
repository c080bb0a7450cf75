"""Actor tables: states, bodies, roles and office-holders, by name and by day."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final

from suasion.errors import DataError

# What the columns of the state tables hold.
_STATE_COLUMNS: Final = {
    "names": ("state", "GOV"),
    "adjectives": ("adjective", None),
    "people": ("people", None),
    "capitals": ("capital", "GOV"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for, between two days (inclusive, None is open).

    `kind`: state, adjective, people, capital, body, person.
    """

    code: str
    sector: str | None
    kind: str
    start: dt.date | None = None
    end: dt.date | None = None
    name: str = ""
    role: str = ""

    def holds(self, day: dt.date | None) -> bool:
        """Whether it holds on a day; always without one."""
        return day is None or ((self.start or day) <= day <= (self.end or day))


def _table(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    file = resources.files("suasion.lexicon.actors").joinpath(name)
    raw = gzip.decompress(file.read_bytes()).decode() if name.endswith(".gz") else file.read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
    yield from enumerate(csv.DictReader(io.StringIO("\n".join(lines))), 2)


def _day(text: str, last: bool, where: tuple[str, int]) -> dt.date | None:
    """A date of the precision given; `last` takes the end of its year or month."""
    if not text:
        return None
    try:
        parts = [int(p) for p in text.split("-")]
        if len(parts) == 1:
            return dt.date(parts[0], 12, 31) if last else dt.date(parts[0], 1, 1)
        if len(parts) == 2:
            following = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return following - dt.timedelta(days=1) if last else dt.date(parts[0], parts[1], 1)
        return dt.date(*parts[:3])
    except (ValueError, TypeError) as error:
        raise DataError(*where, f"not a date: {text}") from error


@functools.lru_cache(maxsize=1)
def names() -> dict[str, tuple[Entry, ...]]:
    """Names of bodies, states, their peoples and capitals.

    Bodies come first ("Brussels" is the EU), then what was added by hand; a name that a row of
    `states_extra.csv` withdraws ("-Dominican") is not taken from the built table.
    """
    made: dict[str, list[Entry]] = {}
    withdrawn: set[tuple[str, str]] = set()

    def add(cell: str, entry: Entry) -> None:
        for name in cell.split("|"):
            if name.startswith("-"):
                withdrawn.add((entry.code, name[1:]))
            elif name and (entry.code, name) not in withdrawn:
                made.setdefault(name, []).append(entry)

    for number, row in _table("bodies.csv"):
        start, end = (_day(row[k] or "", k == "end", ("bodies.csv", number)) for k in ("start", "end"))
        add(row["names"], Entry(row["code"], row["sector"] or None, row["kind"], start, end))
    for table in ("states_extra.csv", "states.csv"):
        for number, row in _table(table):
            start, end = (_day(row.get(k) or "", k == "end", (table, number)) for k in ("start", "end"))
            for column, (kind, sector) in _STATE_COLUMNS.items():
                add(row[column] or "", Entry(row["code"], sector, kind, start, end))
    for _, row in _table("collectives.csv"):
        if row["kind"] == "source":
            add(row["words"], Entry(row["code"], row["sector"] or None, "source"))
    return {k: tuple(v) for k, v in made.items()}


@functools.lru_cache(maxsize=1)
def people() -> dict[str, tuple[Entry, ...]]:
    """Office-holders by surname."""
    made: dict[str, list[Entry]] = {}
    for number, row in _table("leaders.csv.gz"):
        where = ("leaders.csv.gz", number)
        entry = Entry(
            row["code"], "GOV", row["role_class"], _day(row["start"], False, where), _day(row["end"], True, where),
            row["name"], row["role"],
        )  # fmt: skip
        made.setdefault(row["surname"], []).append(entry)
    return {k: tuple(v) for k, v in made.items()}


@functools.lru_cache(maxsize=1)
def roles() -> dict[str, tuple[str, str]]:
    """Role words with sector and class; plurals by rule."""
    made: dict[str, tuple[str, str]] = {}
    for _, row in _table("roles.csv"):
        for word in row["words"].split("|"):
            if word:
                made.setdefault(word.lower(), (row["sector"], row["class"]))
                made.setdefault(f"{word.lower()}s", (row["sector"], row["class"]))
    return made
