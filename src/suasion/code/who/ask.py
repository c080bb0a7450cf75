"""Answer who a name stands for on a day, with the runners-up and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from suasion.code.who.find import find_actors
from suasion.code.who.mention import Actors
from suasion.lexicon.actors import native
from suasion.lexicon.actors.holders import fold, holders
from suasion.types import UNKNOWN, Mention

_MOST_RUNNERS_UP = 5
# A name alone parses badly; as somebody who speaks it does not.
_CARRIER = " said so on that day."


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
    name = " ".join(name.split())
    inside = _inside(name, date, sentence if sentence and name in sentence else name + _CARRIER)
    if not inside:
        return _elsewhere(name, date)
    best = max(inside, key=lambda a: a.end - a.start)
    role = best.reason.split(" on the day")[0] if " on the day" in best.reason else None
    rest = {RunnerUp(a.code, a.sector, a.reason) for a in inside if a.code != best.code}
    return WhoAnswer(
        best.name or name,
        best.code,
        best.sector,
        role,
        date,
        best.reason,
        _sorted(rest | _others(name, date, best.code)),
    )


def _inside(name: str, date: dt.date | None, text: str) -> list[Mention]:
    """What the actors found inside the name are, the head's first."""
    from suasion.parse import parse
    from suasion.types import Document

    found: Actors = find_actors(parse(Document("who", text, date)))
    at = text.find(name)
    return [
        a
        for m in found.mentions
        if m.kind != "pronoun"
        for a in m.actors
        if a.start < at + len(name) and at < a.end
    ]  # fmt: skip


def _elsewhere(name: str, date: dt.date | None) -> WhoAnswer:
    """A name that no table has: a state in another language, else unknown."""
    found = native.state_in_latin(name)
    if found is not None:
        return WhoAnswer(name, found[0], "GOV", None, date, f"state in CLDR's {found[1]}")
    reason = "in no table and not introduced in the sentence"
    return WhoAnswer(name, UNKNOWN, None, None, date, reason, _sorted(_others(name, date, UNKNOWN)))


def _others(name: str, date: dt.date | None, code: str) -> set[RunnerUp]:
    """Others called by the surname who speak for another actor."""
    made = set()
    for entry in holders(fold(name.split()[-1])):
        if entry.code != code:
            spell = f"{entry.start or '?'} to {entry.end or 'now'}"
            in_office = entry.standing(date) in ("holds", "last known")
            made.add(RunnerUp(entry.code, entry.sector if in_office else "CVL", f"{entry.name}, {entry.role}, {spell}"))
    return made


def _sorted(found: set[RunnerUp]) -> tuple[RunnerUp, ...]:
    """In office first, then by name."""
    return tuple(sorted(found, key=lambda r: (r.sector == "CVL", r.code, r.reason))[:_MOST_RUNNERS_UP])
