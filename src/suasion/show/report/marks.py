"""An article cut into pieces, each with the events and quotations that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from suasion.show.table import clean
from suasion.types import Event


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same events and quotations.

    `events` cover it, the one of the fewest words first; `opens` are events told first here.
    """

    text: str
    events: tuple[Event, ...]
    quotes: tuple[str, ...]
    opens: tuple[Event, ...]
    anchors: tuple[str, ...]
    """Names of the quotations that begin here, which links jump to."""
    shaded: bool
    """Whether it is evidence."""


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Cover:
    start: int
    end: int
    event: Event | None = None
    quote: str = ""
    shaded: bool = False


def quote_name(start: int, end: int) -> str:
    """The name that a quotation's place has on the page."""
    return f"q{start}-{end}"


def _covers(
    events: Iterable[Event], evidence: set[tuple[int, int]], others: set[tuple[int, int]], length: int
) -> list[_Cover]:
    covers = [
        _Cover(start, end, quote=quote_name(start, end), shaded=(start, end) in evidence)
        for start, end in sorted(evidence | others)
    ]
    for event in events:
        spans = sorted({(event.start, event.end), *event.mentions})
        covers += [_Cover(start, end, event) for start, end in spans]
    return [c for c in covers if 0 <= c.start < c.end <= length]


def paragraphs(
    text: str,
    events: Sequence[Event],
    evidence: Iterable[tuple[int, int]] = (),
    others: Iterable[tuple[int, int]] = (),
) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; blank lines are left out, and what could act on the page is taken out.

    `evidence` is shaded; links jump to it and to the `others`.
    """
    covers = _covers(events, set(evidence), set(others), len(text))
    breaks = {i for i, c in enumerate(text) if c == "\n"}
    cuts = {0, len(text), *breaks, *(i + 1 for i in breaks)}
    starting: dict[int, list[_Cover]] = {}
    ending: dict[int, list[_Cover]] = {}
    for cover in covers:
        starting.setdefault(cover.start, []).append(cover)
        ending.setdefault(cover.end, []).append(cover)
    edges = sorted(cuts | starting.keys() | ending.keys())
    active: dict[int, _Cover] = {}
    opened: set[str] = set()
    made: list[Paragraph] = []
    line: list[Piece] = []
    pending: list[_Cover] = []
    for start, end in pairwise(edges):
        for cover in ending.get(start, ()):
            active.pop(id(cover), None)
        for cover in starting.get(start, ()):
            active[id(cover)] = cover
            pending.append(cover)
        if text[start:end] == "\n":
            made, line = _ended(made, line)
            continue
        line.append(_piece(text[start:end], active.values(), pending, opened))
        pending = []
    return tuple(_ended(made, line)[0])


def _piece(words: str, active: Iterable[_Cover], pending: Sequence[_Cover], opened: set[str]) -> Piece:
    covers = sorted(active, key=lambda c: (c.end - c.start, c.start))
    opens = []
    for cover in pending:
        if cover.event is not None and cover.event.id not in opened and cover.start == cover.event.start:
            opened.add(cover.event.id)
            opens.append(cover.event)
    return Piece(
        clean(words),
        tuple(dict.fromkeys(c.event for c in covers if c.event is not None)),
        tuple(c.quote for c in covers if c.quote),
        tuple(opens),
        tuple(c.quote for c in pending if c.quote),
        any(c.shaded for c in covers),
    )


def _ended(made: list[Paragraph], line: list[Piece]) -> tuple[list[Paragraph], list[Piece]]:
    """The paragraphs with a line added, unless it is blank."""
    if any(piece.text.strip() for piece in line):
        made.append(tuple(line))
    return made, []
