"""Find the time expressions of a document, see what each hangs on, and resolve them in text order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.when import roles
from suasion.code.when.resolve import SOLVERS, Setting, offset_of
from suasion.lexicon import when as lexicon
from suasion.types import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suasion.code.when.periods import Period
    from suasion.code.when.roles import Role
    from suasion.lexicon.when import Expression
    from suasion.parse import Parsed

# How far round a word of time an expression may reach, in characters.
_REACH: Final = 48
# A year told holds for months without one in its sentence and this many characters on.
NEXT_SENTENCE: Final = 150
_DIGITS: Final = r"(?:1[89]|20)[0-9]{2}s?|[0-9]{1,2}(?:st|nd|rd|th)"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: offsets, tokens (`token` the first, `last` the last), period, and what it hangs on.

    `shift` is set for "two weeks after ...": (span, signed count) from the act of the role's `other` to the owner's;
    and for "within two weeks": how far from the act the limit lies.
    """

    start: int
    end: int
    token: int
    last: int
    when: When | None
    role: Role
    rule: str
    shift: tuple[str, int] | None = None

    @property
    def bound(self) -> bool:
        """Whether it sets an end ("by", "until", "within") and dates no act."""
        return self.role.kind in ("bound", "within")


@dataclass(frozen=True, slots=True)
class Dates:
    """All time expressions of a document, in text order."""

    mentions: tuple[TimeMention, ...]

    def between(self, start_token: int, end_token: int) -> tuple[TimeMention, ...]:
        """The expressions that begin in a range of tokens, the end not included."""
        low = bisect_left(self.mentions, start_token, key=lambda m: m.token)
        return self.mentions[low : bisect_left(self.mentions, end_token, key=lambda m: m.token)]


def _trigger() -> re.Pattern[str]:
    words = lexicon.load().words
    listed = {w for name in ("month", "weekday", "unit", "season", "holiday") for w in words[name]}
    listed |= {"ago", "yesterday", "overnight", "tomorrow", "today", "tonight", "weekend", "quarter"}
    pattern = "|".join(re.escape(w) for w in sorted(listed, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:(?:{pattern})s?|{_DIGITS})(?!\w)", re.IGNORECASE)


_TRIGGER: Final = _trigger()


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that hold a word of time, joined where they touch."""
    start = end = -1
    for match in _TRIGGER.finditer(text):
        low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if low <= end:
            end = high
            continue
        if end >= 0:
            yield start, end
        start, end = low, high
    if end >= 0:
        yield start, end


def _matches(text: str) -> list[tuple[re.Match[str], Expression]]:
    """The expressions of the text, none over another: the longest first, then the lexicon's order."""
    found = [
        (match, rank, expression)
        for start, end in _windows(text)
        for rank, expression in enumerate(lexicon.load().expressions)
        for match in expression.pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda row: (row[0].start() - row[0].end(), row[1], row[0].start()))
    starts: list[int] = []
    taken: list[tuple[int, int]] = []
    kept = []
    for match, _, expression in found:
        at = bisect_right(starts, match.start())
        if (at and taken[at - 1][1] > match.start()) or (at < len(taken) and taken[at][0] < match.end()):
            continue
        starts.insert(at, match.start())
        taken.insert(at, match.span())
        kept.append((match, expression))
    return sorted(kept, key=lambda row: row[0].start())


class _Teller:
    """Keeps the time last told, and the year of the passage, while the expressions are resolved in order."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.today = parsed.document.date
        self.anchor: Period | None = None
        self.year: int | None = None
        self.year_until = -1

    def setting(self, at: int, role: Role) -> Setting:
        if at > self.year_until:
            self.year = None
        return Setting(self.today, self.anchor, self.year, role.ahead, role.kind == "bound")

    def told(self, expression: Expression, period: Period, role: Role, named_year: bool) -> None:
        """Remember a time that dates what is told; times set ahead, limits and mere names of things are not."""
        if named_year and role.kind == "at" and not role.nominal:
            clause = roles.clause_of(self.parsed.doc[role.owner])
            if clause.dep_ in ("ROOT", "conj"):
                self.year = period[0].year if self.today and period[0].year != self.today.year else None
                self.year_until = clause.sent.end_char + NEXT_SENTENCE
        if role.kind == "at" and not role.nominal and not role.ahead and self._main_line(role):
            self.anchor = period

    def _main_line(self, role: Role) -> bool:
        """Whether the time is the story's own: asides in relative clauses do not move it on."""
        return roles.clause_of(self.parsed.doc[role.owner]).dep_ not in ("relcl", "acl")


def _ranged(mentions: list[TimeMention], parsed: Parsed) -> list[TimeMention]:
    """Join "from May to July", "between 2003 and 2005": the first gets the end of the second."""
    import dataclasses

    made: list[TimeMention] = []
    text = parsed.doc.text
    for mention in mentions:
        before = made[-1] if made else None
        if before and before.when and mention.when and before.when.start <= mention.when.end:
            gap = text[before.end : mention.start].strip().lower()
            lead = parsed.doc[before.token - 1].lower_ if before.token else ""
            if (lead == "from" and gap in ("to", "until", "till", "through")) or (lead == "between" and gap == "and"):
                when = When(before.when.start, mention.when.end, parsed.document.text[before.start : mention.end])
                role = dataclasses.replace(before.role, kind="at")
                made[-1] = dataclasses.replace(before, end=mention.end, last=mention.last, when=when, role=role)
                continue
        made.append(mention)
    return made


def find_dates(parsed: Parsed) -> Dates:
    """Every time expression of the document; a date that cannot be (31 February) stays unresolved."""
    doc = parsed.doc
    starts = [t.idx for t in doc]
    teller = _Teller(parsed)
    mentions = []
    for match, expression in _matches(doc.text):
        first = max(0, bisect_right(starts, match.start()) - 1)
        last = max(first, bisect_left(starts, match.end()) - 1)
        role = roles.role_of(doc, first, last, expression)
        if role is None:
            continue
        found = {k: v for k, v in match.groupdict().items() if v is not None}
        shift = offset_of(found, expression.arg) if expression.solver in ("offset", "within") else None
        period: Period | None = None
        if expression.solver != "offset":
            try:
                period = SOLVERS[expression.solver](found, teller.setting(match.start(), role), expression.arg)
            except (KeyError, ValueError, OverflowError):
                period = None
        start, end = match.span()
        when = When(*period, parsed.document.text[start:end]) if period else None
        if period:
            teller.told(expression, period, role, "year" in found or "decade" in found)
        mentions.append(TimeMention(start, end, first, last, when, role, expression.id, shift))
    return Dates(tuple(_ranged(mentions, parsed)))
