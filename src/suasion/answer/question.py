"""Read a question: its kind, who presses, who is pressed, about whom, and as of when.

Three kinds are read by their wording alone: who presses whom, what somebody said about something,
and what changed since a day. All others ask about one episode, whose parts `roles.py` casts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from suasion.answer.named import Named, named_in
from suasion.answer.roles import cast, told_by
from suasion.code.when import find_dates
from suasion.parse import parse
from suasion.types import Coding, Document, Question, When

_LIST: Final = re.compile(
    r"\bwho\b.{0,30}\b(?:press|pressur|coerc|threaten|squeez|lean)\w*\b.{0,10}\bwho(?:m|se)?\b", re.IGNORECASE
)
_SAYS: Final = re.compile(
    r"^\s*what (?:did|does|do|has|have) .{1,80}?\b(?:say|says|said|claim\w*|den(?:y|ied)|tell|told)\b", re.IGNORECASE
)
_CHANGED: Final = re.compile(
    r"^\s*what(?:'s|’s| is| has| have)? (?:changed|new|happened)\b.{0,40}\bsince\b", re.IGNORECASE
)
_AS_OF: Final = re.compile(r"\b(?:as of|as at|by the end of|up to)\b", re.IGNORECASE)
_SINCE: Final = re.compile(r"\bsince\b", re.IGNORECASE)
_ISOLATE: Final = re.compile(r"\bisolat(?:e|es|ed|ing)\b", re.IGNORECASE)


def _latest(codings: Sequence[Coding]) -> dt.date | None:
    return max((c.document.date for c in codings if c.document.date), default=None)


def _period_after(text: str, cue: re.Pattern[str], day: dt.date | None) -> When | None:
    """The first period named after the cue."""
    found = cue.search(text)
    if found is None:
        return None
    dates = find_dates(parse(Document("question", text, day)))
    return next((m.when for m in dates.mentions if m.when and m.end > found.end()), None)


def since_of(text: str, day: dt.date | None) -> dt.date | None:
    """The day before the period that "what changed since …" names."""
    period = _period_after(text, _SINCE, day)
    return period.start - dt.timedelta(days=1) if period else None


def kind_of(text: str) -> str:
    """`list`, `says`, `changed`, or the question's first word."""
    for kind, pattern in (("list", _LIST), ("says", _SAYS), ("changed", _CHANGED)):
        if pattern.search(text):
            return kind
    words = text.split()
    return words[0].lower().strip(",:") if words else ""


def _isolated(text: str, named: Sequence[Named], day: dt.date | None) -> tuple[str, str] | None:
    """(target, third) of "isolate X from Y": Y is pressed to drop X. Too rare in our gold to be learned."""
    if _ISOLATE.search(text) is None:
        return None
    doc = parse(Document("question", text, day)).doc
    verb = next((t.i for t in doc if _ISOLATE.fullmatch(t.text)), len(doc))
    after = [n for n in named if n.start > verb]
    if len(after) < 2 or "from" not in {t.lower_ for t in doc[after[0].start : after[1].start]}:
        return None
    return after[1].code, after[0].code


def _before(named: Sequence[Named], parted: tuple[str, str]) -> str | None:
    """The actor named last before the two that are to be parted: a topic may stand first."""
    first = min(n.start for n in named if n.code in parted)
    return next((n.code for n in reversed(named) if n.start < first), None)


def read_question(text: str, codings: Sequence[Coding], as_of: dt.date | None) -> Question:
    """The question as read, with `reading` telling by what signs.

    What the question leaves open is filled from who presses whom in the codings. `as_of` given by
    the caller goes before a day named in the question, that before the latest document's.
    """
    latest = _latest(codings)
    kind = kind_of(text)
    if kind == "list":
        return Question(text, kind, None, None, None, as_of or latest, reading="lists every episode")
    period = None if as_of else _period_after(text, _AS_OF, latest)
    day = as_of or (period.end if period else latest)
    named = named_in(text, codings, day)
    if kind == "says":
        speaker = named[0].code if named else None
        about = named[1].code if len(named) > 1 else None
        return Question(text, kind, speaker, about, None, day, reading="asks for the words of the first actor named")
    if kind == "changed":
        return Question(text, kind, None, None, None, day, reading="asks for what was told after the day")
    sender, target, third, why = cast(named, told_by(codings))
    parted = _isolated(text, named, day)
    if parted is not None:
        target, third = parted
        sender = _before(named, parted) or (sender if sender not in parted else None)
        why = "to isolate one from another is to press the other"
    return Question(text, kind, sender, target, third, day, reading=why)
