"""Actor tables: states, bodies and roles by name and by day; persons are in `holders`."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from suasion.config import settings
from suasion.lexicon.actors.tables import Rows, day_of, own_bodies, read_table

# What the columns of the state tables hold.
_STATE_COLUMNS: Final = {
    "names": ("state", "GOV"),
    "adjectives": ("adjective", None),
    "people": ("people", None),
    "capitals": ("capital", "GOV"),
    "places": ("place", None),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for, between two days (inclusive, None is open).

    `kind`: state, adjective, people, capital, place, source, own, none (no actor), or a kind of bodies.csv.
    """

    code: str
    sector: str | None
    kind: str
    start: dt.date | None = None
    end: dt.date | None = None

    def holds(self, day: dt.date | None) -> bool:
        """Whether it holds on a day; always without one."""
        return day is None or ((self.start or day) <= day <= (self.end or day))


def _table(name: str) -> Rows:
    return read_table(name)


def names() -> dict[str, tuple[Entry, ...]]:
    """Names of bodies, states, their peoples, capitals and places, and phrases that hold one and mean another.

    A user's own come first, then bodies ("Brussels" is the EU), then what was added by hand; a name that a row of
    `states_extra.csv` withdraws ("-Dominican") is not taken from the built table.
    """
    return _names(settings().actors)


@functools.lru_cache(maxsize=4)
def _names(own: Path | None) -> dict[str, tuple[Entry, ...]]:
    made: dict[str, list[Entry]] = {}
    withdrawn: set[tuple[str, str]] = set()

    def add(cell: str, entry: Entry) -> None:
        for name in cell.split("|"):
            if name.startswith("-"):
                withdrawn.add((entry.code, name[1:]))
            elif name and (entry.code, name) not in withdrawn:
                made.setdefault(name, []).append(entry)

    for table, number, row in own_bodies():
        start, end = (day_of(row[k], k == "to", (table, number)) for k in ("from", "to"))
        add(f"{row['name']}|{row['aliases']}", Entry(row["code"], row["sector"] or None, "own", start, end))
    for number, row in read_table("bodies.csv"):
        start, end = (day_of(row[k], k == "end", ("bodies.csv", number)) for k in ("start", "end"))
        add(row["names"], Entry(row["code"], row["sector"] or None, row["kind"], start, end))
    for table in ("states_extra.csv", "states.csv"):
        for number, row in read_table(table):
            start, end = (day_of(row.get(k) or "", k == "end", (table, number)) for k in ("start", "end"))
            for column, (kind, sector) in _STATE_COLUMNS.items():
                if row.get(column):
                    add(row[column], Entry(row["code"], sector, kind, start, end))
    for _, row in read_table("collectives.csv"):
        if row["kind"] == "source":
            add(row["words"], Entry(row["code"], row["sector"] or None, "source"))
    for _, row in read_table("homonyms.csv"):
        if not row["when"]:
            made.setdefault(row["name"], []).insert(0, Entry(row["code"], None, "place" if row["code"] else "none"))
    return {k: tuple(v) for k, v in made.items()}


@functools.lru_cache(maxsize=4)
def first_words(own: Path | None) -> dict[str, int]:
    """The first word of each name with the most words that a name beginning with it has."""
    made: dict[str, int] = {}
    for name in _names(own):
        first = name.partition(" ")[0]
        made[first] = max(made.get(first, 0), name.count(" ") + 1)
    return made


@dataclass(frozen=True, slots=True)
class Homonym:
    """What a name means where one of `when` stands in the text and none of `unless` (empty: no actor)."""

    code: str
    when: frozenset[str]
    unless: frozenset[str]


@functools.lru_cache(maxsize=1)
def homonyms() -> dict[str, tuple[Homonym, ...]]:
    """Names that mean another thing by their surroundings."""
    made: dict[str, list[Homonym]] = {}
    for _, row in read_table("homonyms.csv"):
        if row["when"]:
            words = (frozenset(row[k].split("|")) - {""} for k in ("when", "unless"))
            made.setdefault(row["name"], []).append(Homonym(row["code"], *words))
    return {k: tuple(v) for k, v in made.items()}


@functools.lru_cache(maxsize=1)
def turns() -> dict[str, frozenset[str]]:
    """Words that turn what stands beside them, by kind (relations.csv), in lower case."""
    return {row["kind"]: frozenset(row["words"].lower().split("|")) for _, row in read_table("relations.csv")}


@functools.lru_cache(maxsize=1)
def roles() -> dict[str, tuple[str, str]]:
    """Role words with sector and class; plurals by rule."""
    made: dict[str, tuple[str, str]] = {}
    for _, row in read_table("roles.csv"):
        for word in row["words"].split("|"):
            if word:
                made.setdefault(word.lower(), (row["sector"], row["class"]))
                made.setdefault(_plural(word.lower()), (row["sector"], row["class"]))
    return made


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else f"{word}s"


@functools.lru_cache(maxsize=1)
def role_ends() -> dict[str, int]:
    """The last word of each role with the most tokens that a role ending so has, hyphens counted."""
    made: dict[str, int] = {}
    for role in roles():
        tokens = role.replace("-", " - ").replace("'s", " 's").split()
        made[tokens[-1]] = max(made.get(tokens[-1], 0), len(tokens))
    return made
