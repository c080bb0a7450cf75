"""Persons and the offices they held, by what they are called alone and by day.

Two tables: `people.csv`, by hand, and `office_holders.txt`, built and sorted by scripts/build_actors.py so that
loading is no more than splitting lines; a row is read only when its name stands in a text.
"""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from suasion.lexicon.actors.tables import day_of, own_people, read_table, text_of

Standing = Literal["holds", "last known", "past", "ahead"]
"""In office on the day; in office when last checked; no longer; not yet."""

# How long after the last check an open row is still taken to hold (days): heads of state and government and what is
# checked by hand about a term, others a year.
_TRUSTED_OPEN: Final = {True: 1461, False: 366}
# Offices told apart in one table and not in the other.
_TOP: Final = frozenset({"head_of_state", "head_of_government", "head_of_state_and_government"})
_UNDECOMPOSED: Final = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "’": "'"})


def fold(name: str) -> str:
    """A name without diacritics, as most news writes it."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFD", name.translate(_UNDECOMPOSED))
    return "".join(c for c in parts if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Holder:
    """One spell of a person in an office.

    `by_hand`: from people.csv, or a user's own table. `succeeded`: the end is the successor's beginning.
    """

    code: str
    sector: str
    kind: str
    name: str
    words: frozenset[str]
    role: str
    start: dt.date | None
    end: dt.date | None
    checked: dt.date | None
    by_hand: bool
    succeeded: bool = False

    def standing(self, day: dt.date | None) -> Standing:
        """Whether it holds on a day; always without one."""
        if day is None:
            return "holds"
        if self.start is not None and day < self.start:
            return "ahead"
        if self.end is not None:
            return "holds" if day <= self.end else "past"
        if self.checked is None or day <= self.checked:
            return "holds"
        trusted = _TRUSTED_OPEN[self.by_hand or self.kind in _TOP]
        return "last known" if (day - self.checked).days <= trusted else "past"


def _words(*names: str) -> frozenset[str]:
    return frozenset(w for n in names for w in fold(n).replace("-", " ").replace(".", " ").lower().split())


# --- the built table -----------------------------------------------------------------------------------------------

SUCCESSOR: Final = "~"
"""After an end that is the successor's beginning, since the source's own end was left open."""
BUILT: Final = ("code", "sector", "kind", "start", "end", "checked", "role", "name", "aliases", "source")
"""Fields of a row of office_holders.txt, parted by "|"; rows of one surname are parted by tabs after it."""


@functools.lru_cache(maxsize=1)
def _built() -> dict[str, str]:
    # One pass without a look at each line: its notice, the first line, has no tab and its last line is empty.
    return dict(line.split("\t", 1) for line in text_of("office_holders.txt").split("\n")[1:-1])


def _built_rows(surname: str) -> Iterator[Holder]:
    rows = _built().get(surname)
    for row in rows.split("\t") if rows else ():
        code, sector, kind, start, end, checked, role, name, aliases, _ = row.split("|")
        where = ("office_holders.txt", None)
        yield Holder(
            code, sector, kind, name, _words(name, *aliases.split(";")), role,
            day_of(start, False, where), day_of(end.rstrip(SUCCESSOR), True, where), day_of(checked, True, where),
            False, end.endswith(SUCCESSOR),
        )  # fmt: skip


# --- the tables by hand --------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4)
def _by_hand(own: Path | None) -> dict[str, list[tuple[str, int, dict[str, str]]]]:
    """Rows by surname, read only when asked for; a user's own come first."""
    made: dict[str, list[tuple[str, int, dict[str, str]]]] = {}
    for name, rows in (*own_people(), ("people.csv", read_table("people.csv"))):
        for number, row in rows:
            for surname in row["surnames"].split("|"):
                made.setdefault(fold(surname), []).append((name, number, row))
    return made


def _holder(name: str, number: int, row: dict[str, str]) -> Holder:
    where = (name, number)
    return Holder(
        row["code"], row["sector"], row["role_class"], row["name"], _words(row["name"], *row["aliases"].split("|")),
        row["role"], day_of(row["from"], False, where), day_of(row["to"], True, where),
        day_of(row.get("checked") or "", True, where), True,
    )  # fmt: skip


# --- looking up ----------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4)
def first_words(own: Path | None) -> dict[str, int]:
    """The first word of each surname of several words, with the most words of a surname that begins with it."""
    made: dict[str, int] = {}
    for keys in (_built(), _by_hand(own)):
        for surname in [k for k in keys if " " in k]:
            words = surname.split(" ")
            made[words[0]] = max(made.get(words[0], 0), len(words))
    return made


@functools.lru_cache(maxsize=4096)
def holders(surname: str, own: Path | None) -> tuple[Holder, ...]:
    """Everyone called by a surname, folded: a user's own, then by hand, then built rows of spells not told of yet."""
    hand = [_holder(*row) for row in _by_hand(own).get(surname, ())]
    return (*hand, *(b for b in _built_rows(surname) if not _told(b, hand)))


@functools.lru_cache(maxsize=1)
def offices() -> dict[str, tuple[str, ...]]:
    """Kinds of spell by the words for an office (offices.csv)."""
    return {
        word: tuple(row["kinds"].split("|")) for _, row in read_table("offices.csv") for word in row["words"].split("|")
    }


def in_office(code: str, office: str, day: dt.date, own: Path | None) -> Holder | None:
    """Who holds an office of a state or body on a day, if the tables name one person for it."""
    kinds = offices().get(office, ())
    surnames = [s for s, rows in _built().items() if f"{code}|" in rows]
    surnames += [s for s, rows in _by_hand(own).items() if any(row["code"] == code for _, _, row in rows)]
    every = {h for s in surnames for h in holders(s, own) if h.code == code}
    for kind in kinds:
        now = [h for h in every if h.kind == kind and h.standing(day) in ("holds", "last known")]
        now = [h for h in now if h.by_hand] or now
        if now:
            people = {max(h.words, key=lambda w: (len(w), w)) for h in now}
            return min(now, key=lambda h: h.name) if len(people) == 1 else None
    return None


def _told(built: Holder, hand: list[Holder]) -> bool:
    """Whether a row by hand tells of this spell: the same person, state and office, at the same time."""
    for told in hand:
        same = told.kind == built.kind or (told.kind in _TOP and built.kind in _TOP)
        if told.code == built.code and same and len(told.words & built.words) >= 2 and _meet(told, built):
            return True
    return False


def _meet(a: Holder, b: Holder) -> bool:
    """Whether two spells have a day in common."""
    return (a.start or dt.date.min) <= (b.end or dt.date.max) and (b.start or dt.date.min) <= (a.end or dt.date.max)
