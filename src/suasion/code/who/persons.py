"""Resolve persons as of a day: in office, no longer or not yet, by surname with or without more of the name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from suasion.code.who.names import SURNAME_FIRST, Found
from suasion.lexicon.actors import turns
from suasion.lexicon.actors.holders import Holder, fold, holders

# Offices whose holder is meant by a bare surname, most prominent first; others need more unless written by hand.
_RANK: Final = {
    "own": 0, "head_of_government": 1, "head_of_state_and_government": 1, "head_of_state": 1, "organisation_head": 2,
    "foreign_minister": 2, "vice_president": 3, "defence_minister": 3,
}  # fmt: skip
_LEAST: Final = 9
# How long after leaving office, or before it, a person is still known by it (days): a head of state, another.
_KNOWN_FOR: Final = {True: 10_958, False: 5479}
_AHEAD: Final = 3653
# Parts of names that tell nobody apart.
_EMPTY: Final = frozenset("abdul abdel abd abu al el ibn bin".split())


@dataclass(frozen=True, slots=True)
class Called:
    """How a text calls somebody.

    `others`: further names around the surname, `after` it where the surname stands first; `titled`: a title stands
    before; `state`: the state that the title is of, where the text tells.
    """

    surname: str
    others: tuple[str, ...] = ()
    after: bool = False
    titled: bool = False
    state: str | None = None


def _bones(word: str) -> str:
    """A given name by what transliterations have in common ("Sergei", "Sergey"; "Mohammed", "Muhammad")."""
    bare = fold(word).lower().replace("ks", "x").replace("ph", "f").replace("kh", "h").replace("ou", "u")
    kept = [c for i, c in enumerate(bare) if c not in "aeiouyj'-" and (i == 0 or c != bare[i - 1])]
    return "".join(kept)


def _is_given(word: str, holder: Holder) -> bool:
    """Whether a word is one of a person's names, an initial or another spelling included."""
    plain = fold(word).lower().rstrip(".")
    if plain in _EMPTY:
        return False
    parts = [p for p in plain.replace("-", " ").replace(".", " ").split() if p]
    if parts and all(p in holder.words for p in parts):
        return True
    if parts and all(len(p) == 1 for p in parts):
        return any(w[0] == parts[0] for w in holder.words)
    bones = _bones(plain)
    return len(bones) >= 3 and any(_bones(w) == bones for w in holder.words)


def matching(called: Called, own: Path | None) -> tuple[list[Holder], bool]:
    """Everyone called so, and whether names beside the surname bear it out."""
    entries = holders(fold(called.surname), own)
    if called.others:
        words = called.others
        if called.after:
            entries = tuple(e for e in entries if e.by_hand or e.code in SURNAME_FIRST)
        named = [e for e in entries if (all if called.after else any)(_is_given(w, e) for w in words)]
        return [e for e in named if called.after or _is_given(words[0], e) or len(words) > 2], bool(named)
    return list(entries), False


def resolve_person(called: Called, day: dt.date | None, own: Path | None) -> Found | None:
    """Whom a name stands for on the day; a former office-holder is no government. `own`: a user's own actors."""
    entries, full = matching(called, own)
    if called.state is not None:
        entries = [e for e in entries if e.code == called.state] or entries
    full = full or " " in called.surname
    if not entries or (not full and not called.titled and called.surname.lower() in turns()["common"]):
        return None
    standing = [(e, e.standing(day)) for e in entries]
    now = [e for e, s in standing if s == "holds" or (s == "last known" and not _left(e, entries, day))]
    if now:
        return _in_office(now, full, called.titled, day)
    if full or called.titled:
        return _out_of_office(entries, full, day)
    # A head of state or government is still meant by the bare surname where nobody else of note ever bore it.
    heads = [e for e in entries if _rank(e) <= 1 and e.end is not None]
    alone = heads and all(e.code == heads[0].code for e in entries if _rank(e) < _LEAST)
    return _out_of_office([e for e in heads if _recent(e, day)], False, day) if alone else None


def _recent(head: Holder, day: dt.date | None) -> bool:
    return day is not None and head.end is not None and 0 < (day - head.end).days <= _AHEAD


def _left(last_known: Holder, entries: Sequence[Holder], day: dt.date | None) -> bool:
    """Whether a person last known in one office has been in another since, and left that."""
    return any(
        e.end is not None
        and last_known.checked is not None
        and e.end >= last_known.checked
        and e.standing(day) == "past"
        and e.code == last_known.code
        and len(e.words & last_known.words) > 1
        for e in entries
    )


def _rank(holder: Holder) -> int:
    return _RANK.get(holder.kind, _LEAST)


def _in_office(now: Sequence[Holder], full: bool, titled: bool, day: dt.date | None) -> Found | None:
    """The office-holder, where only one state's or body's is meant."""
    top = min(_rank(e) for e in now)
    if not full and not titled:
        if top == _LEAST and not (all(e.by_hand for e in now) and len({e.code for e in now}) == 1):
            return None
        now = [e for e in now if _rank(e) == top]
    elif top < _LEAST or full:
        now = [e for e in now if _rank(e) == top]
    if len({e.code for e in now}) > 1:
        # One person in two offices, one of them a body's, speaks for the one taken up last.
        people = {next(iter(sorted(e.words, key=len, reverse=True))) for e in now}
        if not full or len(people) > 1:
            return None
        now = [max(now, key=lambda e: e.start or dt.date.min)]
    best = min(now, key=lambda e: (e.standing(day) != "holds", not e.by_hand, _rank(e), e.name))
    if best.standing(day) == "last known":
        return best.code, best.sector, best.name, f"{best.role} when last checked, {best.checked:%Y-%m}"
    return best.code, best.sector, best.name, f"{best.role} on the day"


def _out_of_office(entries: Sequence[Holder], full: bool, day: dt.date | None) -> Found | None:
    """One who was in office before, or came to it later: of that state, but no government."""
    if day is None:
        return None
    past = [e for e in entries if e.end and 0 < (day - e.end).days <= _KNOWN_FOR[_rank(e) <= 1]]
    if past and (full or len({e.code for e in past}) == 1):
        last = max(past, key=lambda e: (e.end or dt.date.min, e.name))
        how = f"until about {last.end}, when the next one began" if last.succeeded else f"until {last.end}"
        return last.code, "CVL", last.name, f"{last.role} {how}, no longer in office"
    noted = [e for e in entries if e.by_hand or _rank(e) < _LEAST]
    ahead = [e for e in noted if e.start and 0 < (e.start - day).days <= _AHEAD]
    if not past and ahead and len({e.code for e in ahead}) == 1:
        first = min(ahead, key=lambda e: (e.start or dt.date.max, e.name))
        return first.code, None, first.name, f"{first.role} from {first.start}, not yet in office"
    stale = [e for e in entries if e.end is None and e.standing(day) == "past"]
    if not past and stale and len({e.code for e in stale}) == 1:
        last = max(stale, key=lambda e: (e.checked or dt.date.min, e.name))
        return last.code, "CVL", last.name, f"{last.role} when last checked, {last.checked:%Y-%m}, too long ago"
    return None
