"""Resolve names as of a day: states that were, persons in and out of office, cities and seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from suasion.lexicon import actors as tables
from suasion.lexicon.actors import Entry
from suasion.types import UNKNOWN

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = tuple[str, str | None, str | None, str]
"""Code, sector, canonical name, reason."""

# Offices whose holder is meant by a bare surname; others need a title or an introduction.
_PROMINENT: Final = frozenset(
    {"head_of_government", "head_of_state", "head_of_state_and_government", "foreign_minister", "defence_minister",
     "vice_president", "organisation_head"}
)  # fmt: skip
_RANK: Final = {
    "head_of_government": 0, "head_of_state_and_government": 0, "head_of_state": 0, "foreign_minister": 1,
    "vice_president": 2, "defence_minister": 2,
}  # fmt: skip
# How long after leaving office a person is still known by it (days), said as such.
_LAST_KNOWN: Final = 3650
# Words that are surnames and common words; they need a title.
_COMMON: Final = frozenset(
    "May Will Brown White Black Green Young Rice Major King Price Baker Bush Hill Wood Short Long Day March Park "
    "Bank West East North South State Union House Press General Cook Hunt Rose Stone Field Ford Church Lord Rich "
    "Law Grant Case Case Best Moon Sun Rock Mann Marshall Bishop Pope Prince Duke Ban Ali Khan Singh Kim Lee Li Wang "
    "Monday Friday Sunday August October Council Commission Court Minister President Man Mission Sea Sky".split()
)


@dataclass(slots=True)
class Known:
    """What the document has told so far: persons with a role, states in order."""

    persons: dict[str, tuple[str, str | None, str]] = field(default_factory=dict)
    states: list[str] = field(default_factory=list)

    def introduced(self, name: str, code: str, sector: str | None) -> None:
        """Remember a person by full name and surname."""
        surname = name.split()[-1]
        if len(surname) > 2 and surname[:1].isupper():
            self.persons.setdefault(surname, (code, sector, name))

    def person(self, surname: str) -> tuple[str, str | None, str] | None:
        """The person introduced under a surname."""
        return self.persons.get(surname)

    def saw_state(self, code: str) -> None:
        """Remember that a state was named."""
        self.states.append(code)


def resolve_name(
    text: str, entries: Sequence[Entry], day: dt.date | None, doc: Doc, start: int, end: int
) -> Found | None:
    """What a name of the tables stands for on the day, or None where it is no actor here."""
    holding = [e for e in entries if e.holds(day)]
    if not holding:
        # A state or body that is no more, or not yet, told of in another time ("the Soviet Union" in 2022).
        holding = sorted(entries, key=lambda e: e.end or dt.date.max, reverse=True)[:1]
        if holding[0].kind in ("capital", "seat"):
            return None
    best = holding[0]
    if text == "US" and start and doc[start].pos_ == "PRON":
        return None
    following = doc[end].text if end < len(doc) else ""
    if (
        best.kind in ("capital", "state")
        and text in ("Washington", "Jordan", "Chad", "Georgia")
        and (doc[start].ent_type_ == "PERSON" and following[:1].isupper())
    ):
        return None
    return best.code, best.sector, None, f"{best.kind} {text}"


def resolve_person(surname: str, given: str, titled: bool, day: dt.date | None, known: Known) -> Found | None:
    """The office-holder of a surname on the day; a former one is no government."""
    held = known.person(surname)
    if held is not None:
        return held[0], held[1], held[2], "introduced in the text"
    entries = tables.people().get(surname)
    if not entries:
        return None
    if given and not titled:
        titled = any(given in e.name.split() for e in entries)
    if surname in _COMMON and not titled:
        return None
    full = [e for e in entries if given and given in e.name.split()]
    now = [e for e in (full or entries) if e.holds(day) and (titled or full or e.kind in _PROMINENT)]
    if now:
        codes = {e.code for e in sorted(now, key=lambda e: _RANK.get(e.kind, 5))[:1]}
        top = _RANK.get(min(now, key=lambda e: _RANK.get(e.kind, 5)).kind, 5)
        rivals = {e.code for e in now if _RANK.get(e.kind, 5) == top}
        if len(rivals) == 1:
            best = min(now, key=lambda e: (_RANK.get(e.kind, 5), e.name))
            known.introduced(f"{given} {surname}".strip(), best.code, "GOV")
            return codes.pop(), "GOV", best.name, f"{best.role} on the day"
        return None
    if day is None or not (titled or full):
        return None
    past = [e for e in (full or entries) if e.end and 0 < (day - e.end).days <= _LAST_KNOWN]
    if past and len({e.code for e in past}) == 1:
        last = max(past, key=lambda e: (e.end or dt.date.min, e.name))
        return last.code, None, last.name, f"{last.role} until {last.end}, no longer in office"
    return None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Another reading of a name."""

    code: str
    sector: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Whom a name stands for on a day, with reason and runners-up."""

    name: str
    code: str
    sector: str | None
    role: str | None
    date: dt.date | None
    reason: str
    runners_up: tuple[RunnerUp, ...] = ()


def who_is(name: str, date: dt.date | None, sentence: str | None = None) -> WhoAnswer:
    """Whom a name stands for on a day; UNKNOWN where the tables do not tell.

    `sentence` is text that the name stands in; it is parsed for its context.
    """
    from suasion.code.who.find import find_actors
    from suasion.parse import parse
    from suasion.types import Document

    text = sentence if sentence and name in sentence else name
    found = [m for m in find_actors(parse(Document("who", text, date))).mentions if m.kind != "pronoun"]
    at = text.find(name)
    inside = [a for m in found for a in m.actors if a.start < at + len(name) and at < a.end]
    if not inside:
        return WhoAnswer(name, UNKNOWN, None, None, date, "in no table and not introduced in the sentence")
    best = max(inside, key=lambda a: a.end - a.start)
    rest = {(a.code, a.sector, a.reason) for a in inside if a.code != best.code}
    surname = name.split()[-1]
    for entry in tables.people().get(surname, ()):
        if entry.code != best.code:
            rest.add((entry.code, "GOV" if entry.holds(date) else None, f"{entry.name}, {entry.role}"))
    role = best.reason.split(" on the day")[0] if " on the day" in best.reason else None
    others = tuple(RunnerUp(*r) for r in sorted(rest, key=str)[:5])
    return WhoAnswer(best.name or name, best.code, best.sector, role, date, best.reason, others)
