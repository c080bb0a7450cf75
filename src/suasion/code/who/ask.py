"""Answer who a name stands for on a day, with the runners-up and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from suasion.code.who.find import find_actors
from suasion.config import settings
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import native
from suasion.lexicon.actors.holders import Holder, fold, holders, in_office, offices
from suasion.parse import parse
from suasion.types import UNKNOWN, Document

_MOST_RUNNERS_UP: Final = 5
# A name alone parses badly; as somebody who speaks it does not.
_CARRIER: Final = " said so on that day."
# Who stands below the holder of an office.
_LESSER: Final = frozenset("deputy vice assistant junior shadow".split())
# Where the head of a noun phrase ends.
_HEAD_ENDS: Final = re.compile(r" (?:of|in|at|from|for|to|who|with|and)\b|,")


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
    text = sentence if sentence and name in sentence else name + _CARRIER
    parsed = parse(Document("who", text, date))
    at = text.find(name)
    inside = [
        (m, a)
        for m in find_actors(parsed).mentions
        if m.kind != "pronoun"
        for a in m.actors
        if a.start < at + len(name) and at < a.end
    ]  # fmt: skip
    span = parsed.doc.char_span(at, at + len(name), alignment_mode="expand")
    if not inside or span is None:
        return _elsewhere(name, date)
    covering = [(m, a) for m, a in inside if m.start_token <= span.root.i < m.end_token]
    best = max((a for _, a in covering or inside), key=lambda a: a.end - a.start)
    rest = {RunnerUp(a.code, a.sector, a.reason) for _, a in inside if a.code != best.code}
    runners_up = _sorted(rest | _others(name, date, best.code))
    if not covering:
        # "A park in Kabul": the place tells the state, not that its government is meant.
        sector = _role_sector(name) or (best.sector if best.sector != "GOV" else None)
        return WhoAnswer(name, best.code, sector, None, date, f"only placed by {best.text}", runners_up)
    if best.name is None and date is not None and any(m.kind == "role" for m, a in covering if a is best):
        held = _holder(name, best.code, date) if best.sector in ("GOV", "IGO") else None
        if held is not None:
            why = f"{best.reason}; held by {held.name} on the day"
            return WhoAnswer(held.name, best.code, best.sector, held.role, date, why, runners_up)
    role = best.reason.split(" on the day")[0] if " on the day" in best.reason else None
    sector = best.sector or (_role_sector(name) if best.code == UNKNOWN else None)
    return WhoAnswer(best.name or name, best.code, sector, role, date, best.reason, runners_up)


def _holder(name: str, code: str, date: dt.date) -> Holder | None:
    """Who holds the office that a role names on the day ("the French president")."""
    for part in (name.lower(), *_HEAD_ENDS.split(name.lower())):
        words = part.split()
        for start in range(len(words)):
            office = " ".join(words[start:])
            if office in offices() and _LESSER.isdisjoint(words[:start]):
                return in_office(code, office, date, settings().actors)
    return None


def _role_sector(name: str) -> str | None:
    """The sector of the first role that a part of a noun phrase ends with ("a group of tourists")."""
    roles, turns = tables.roles(), tables.turns()
    for part in _HEAD_ENDS.split(name.lower()):
        words = part.split()
        for start in range(len(words)):
            phrase = " ".join(words[start:])
            found = roles.get(phrase) or roles.get(phrase.removesuffix("s"))
            if found:
                past = found[0] == "GOV" and not turns["past"].isdisjoint(words)
                return "CVL" if past else found[0] or None
    return None


def _elsewhere(name: str, date: dt.date | None) -> WhoAnswer:
    """A name that no table has: a state in another language, a role of no state, else unknown."""
    found = native.state_in_latin(name)
    if found is not None:
        return WhoAnswer(name, found[0], "GOV", None, date, f"state in CLDR's {found[1]}")
    runners_up = _sorted(_others(name, date, UNKNOWN))
    sector = _role_sector(name)
    if sector is not None:
        return WhoAnswer(name, UNKNOWN, sector, None, date, "a role of no state that is named", runners_up)
    return WhoAnswer(name, UNKNOWN, None, None, date, "in no table and not introduced in the sentence", runners_up)


def _others(name: str, date: dt.date | None, code: str) -> set[RunnerUp]:
    """Others called by the surname who speak for another actor."""
    made = set()
    told = set()
    entries = holders(fold(name.split()[-1]), settings().actors)
    for entry in sorted(entries, key=lambda e: (e.standing(date) != "holds", -(e.start or dt.date.min).toordinal())):
        if entry.code != code and (entry.code, entry.name) not in told:
            told.add((entry.code, entry.name))
            spell = f"{entry.start or '?'} to {entry.end or 'now'}"
            in_office = entry.standing(date) in ("holds", "last known")
            made.add(RunnerUp(entry.code, entry.sector if in_office else "CVL", f"{entry.name}, {entry.role}, {spell}"))
    return made


def _sorted(found: set[RunnerUp]) -> tuple[RunnerUp, ...]:
    """In office first, then by name."""
    return tuple(sorted(found, key=lambda r: (r.sector == "CVL", r.code, r.reason))[:_MOST_RUNNERS_UP])
