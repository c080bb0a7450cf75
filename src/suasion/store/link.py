"""Reports become events: the same act told in several documents is one, with many reports.

Reports are taken in the order of publication and each joins the first act it fits, else begins one.
So what was published by a day is grouped the same whatever came later, and `--as-of` holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion.store.connect import writing

if TYPE_CHECKING:
    import duckdb

# An act without a date of its own happened about when it was told; reports of it come within these days.
WINDOW: Final = 3
# Two reports may date one act a day apart: time zones, and "on Friday" written after midnight.
SLACK: Final = 1
# Share of the fewer telling words that two reports have in common: when both date the act alike, and when not.
WORDS_DATED: Final = 0.34
WORDS_LOOSE: Final = 0.5
# Both set 2026-11 by hand; tests/store/test_dossier.py holds them to pairs of reports that are and are not one act.
_STEM: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_SYMMETRIC: Final = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_REAL: Final = frozenset({"asserted", "claimed", "contested", "denied"})
_STOP: Final = frozenset(
    "about after also been before from have into more over said says such than that their them then there they this "
    "when which while will with would were what told monday tuesday wednesday thursday friday saturday sunday".split()
)
# A report's number within the dossier, from its document's and its own.
SCALE: Final = 100_000


@dataclass(slots=True)
class Report:
    """One document's report of an act, as far as joining needs it."""

    doc: int
    n: int
    origin: int
    published: dt.date | None
    type: str
    status: str
    start: dt.date | None
    end: dt.date | None
    place: str | None
    source: frozenset[str]
    target: frozenset[str]
    words: frozenset[str]

    @property
    def day(self) -> dt.date | None:
        """When it happened, as well as can be told."""
        return self.start or self.published

    @property
    def order(self) -> tuple[bool, dt.date, int, int]:
        """Place in the order of publication; undated documents come last."""
        return (self.published is None, self.published or dt.date.min, self.doc, self.n)

    def pairs(self) -> Iterator[tuple[str, str, str, str]]:
        """Under what a report of the same act can be found: kind, standing and one pair of actors."""
        standing = "real" if self.status in _REAL else self.status
        for source in sorted(self.source):
            for target in sorted(self.target):
                a, b = sorted((source, target)) if self.type in _SYMMETRIC else (source, target)
                yield (self.type, standing, a, b)


def telling(quote: str, names: Iterable[str]) -> frozenset[str]:
    """The stems of a quotation's words that tell one act from another: not the actors, not filler."""
    named = {w[:_STEM] for name in names for w in _WORD.findall(name.lower())}
    stems = {w[:_STEM] for w in _WORD.findall(quote.lower()) if w not in _STOP}
    return frozenset(stems - named)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 0.0


def same_act(a: Report, b: Report) -> bool:
    """Whether two reports of one kind and pair of actors tell of one act: place, time and words."""
    if a.place and b.place and a.place != b.place:
        return False
    if a.doc == b.doc:  # the coder has already told them apart
        return False
    dated = a.start is not None and b.start is not None
    if dated:
        gap = max((a.start - (b.end or b.start)).days, (b.start - (a.end or a.start)).days)  # type: ignore[operator]
        return gap <= SLACK and _share(a.words, b.words) >= WORDS_DATED
    if a.day is None or b.day is None or abs((a.day - b.day).days) > WINDOW:
        return False
    return _share(a.words, b.words) >= WORDS_LOOSE


class Linker:
    """Acts found so far, by what a report of them shares."""

    def __init__(self) -> None:
        self._acts: dict[tuple[tuple[str, str, str, str], dt.date | None], list[tuple[int, Report]]] = {}

    def hold(self, report: Report, act: int) -> None:
        """Remember a report as one of an act."""
        for key in report.pairs():
            self._acts.setdefault((key, report.day), []).append((act, report))

    def place(self, report: Report) -> int:
        """The act that a report belongs to: the earliest that fits, else one of its own."""
        act = min(self._fitting(report), default=report.doc * SCALE + report.n)
        self.hold(report, act)
        return act

    def _fitting(self, report: Report) -> Iterator[int]:
        for key in report.pairs():
            for day in _days_about(report):
                for act, other in self._acts.get((key, day), ()):
                    if same_act(other, report):
                        yield act


def _days_about(report: Report) -> Iterator[dt.date | None]:
    """The days under which a report of the same act may be held."""
    if report.day is None:
        return
    first, last = report.day, report.end or report.day
    if (last - first).days > 31:  # a period, not a day: acts within it are other acts
        last = first
    ordinals = range(max(1, first.toordinal() - WINDOW), min(dt.date.max.toordinal(), last.toordinal() + WINDOW) + 1)
    for ordinal in ordinals:
        yield dt.date.fromordinal(ordinal)


_REPORTS: Final = """
WITH actors AS (SELECT doc, n, list(text) AS names FROM mentions WHERE n IS NOT NULL GROUP BY doc, n)
SELECT e.doc, e.n, d.origin, d.date, e.type, e.status, e.date_start, e.date_end, e.place,
       e.source, e.target, e.quote, a.names, r.act
FROM events e JOIN documents d USING (doc) LEFT JOIN actors a USING (doc, n) LEFT JOIN reports r USING (doc, n)
WHERE NOT e.faint
ORDER BY d.date IS NULL, d.date, e.doc, e.n
"""


def _report(row: tuple[Any, ...]) -> Report:
    doc, n, origin, published, kind, status, start, end, place, source, target, quote, names = row
    return Report(
        doc, n, origin, published, kind, status, start, end, place, frozenset(source), frozenset(target),
        telling(quote, names or ()),
    )  # fmt: skip


def link(path: Path) -> None:
    """Join the reports that are not joined yet, and anew all that were published after the first of them.

    Raises StoreError.
    """
    with writing(path) as connection:
        _link(connection)


def _link(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(_REPORTS).fetchall()
    first = next((place for place, row in enumerate(rows) if row[-1] is None), None)
    if first is None:
        return
    linker = Linker()
    for row in rows[:first]:
        linker.hold(_report(row[:-1]), row[-1])
    made = [(row[0], row[1], linker.place(_report(row[:-1]))) for row in rows[first:]]
    _replace(connection, made)


def _replace(connection: duckdb.DuckDBPyConnection, made: list[tuple[int, int, int]]) -> None:
    import pyarrow as pa

    columns = zip(*made, strict=True)
    kinds = (pa.int32(), pa.int32(), pa.int64())
    table = pa.table({k: pa.array(c, t) for k, c, t in zip(("doc", "n", "act"), columns, kinds, strict=True)})
    connection.register("made", table)
    connection.execute("DELETE FROM reports USING made WHERE reports.doc = made.doc AND reports.n = made.n")
    connection.execute("INSERT INTO reports SELECT doc, n, act FROM made")
    connection.unregister("made")
