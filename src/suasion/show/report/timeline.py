"""The timeline of two actors: pressure above the line, what the other side did below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from suasion.show.report.figures import QUAD_COLOURS, Figure, data_of, styled
from suasion.show.report.tables import Table
from suasion.show.report.words import codes_of, frame, joined, named
from suasion.show.table import clean
from suasion.types import Coding, Event, Question, Status, Verdict

if TYPE_CHECKING:
    import altair as alt

_WIDTH: Final = 660
# Room that a label takes (pixels a character), and days beside the outermost acts.
_PER_CHARACTER: Final = 6.2
_BESIDE: Final = 0.06
_LEAST_DAYS: Final = 14
_MARKS: Final[dict[Status, str]] = {
    "asserted": "circle", "claimed": "diamond", "contested": "square", "denied": "cross", "negated": "stroke",
    "hypothetical": "triangle-up", "predicted": "triangle-right",
}  # fmt: skip
# Acts drawn at most; the table has them all.
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Act:
    """An act on the timeline."""

    day: dt.date
    event: Event
    document: str
    side: int
    """1 above the line, -1 below."""
    counts: bool
    """Whether it is an instrument or a response of the episode judged."""


def acts(codings: Iterable[Coding], asked: Question, verdict: Verdict) -> Iterator[Act]:
    """The dated acts of the two actors towards each other, and of the target towards the third party."""
    episode = verdict.episode
    senders = set(episode.senders or (episode.sender,)) if episode else {asked.sender}
    targets = set(episode.targets or (episode.target,)) if episode else {asked.target}
    pairs = set(episode.instruments) | set(episode.responses) if episode else set()
    for coding in codings:
        for event in coding.events:
            day = event.date.start if event.date else coding.document.date
            by, to = set(codes_of(event.source)), set(codes_of(event.target))
            if day is None:
                continue
            if by & senders and to & targets:
                side = 1
            elif by & targets and to & (senders | {asked.third}):
                side = -1
            else:
                continue
            yield Act(day, event, coding.document.id, side, (coding.document.id, event.id) in pairs)


def _levels(shown: Sequence[Act], first: dt.date, days: float) -> list[int]:
    """How far from the line each act stands, so that no label covers another on its side."""
    ends: dict[tuple[int, int], float] = {}
    made = []
    for act in shown:
        x = (act.day - first).days / days * _WIDTH
        width = (len(_label(act)) + 3) * _PER_CHARACTER
        level = 1
        while ends.get((act.side, level), -1.0) > x:
            level += 1
        ends[act.side, level] = x + width
        made.append(level * act.side)
    return made


def _label(act: Act) -> str:
    return f"{act.event.type} {act.event.id}"


def _chart(shown: Sequence[Act]) -> alt.TopLevelMixin:
    import altair as alt

    span = max((shown[-1].day - shown[0].day).days, _LEAST_DAYS)
    first = shown[0].day - dt.timedelta(days=span * _BESIDE)
    last = shown[-1].day + dt.timedelta(days=span * (_BESIDE + 0.18))
    levels = _levels(shown, first, (last - first).days)
    rows: list[dict[str, Any]] = [
        {
            "day": act.day.isoformat(), "zero": 0, "level": level, "label": _label(act), "status": act.event.status,
            "quad": act.event.quad, "said": clean(f"{act.day}: {frame(act.event)}, {act.event.status}"),
            "weight": 1.0 if act.counts else 0.55,
        }
        for act, level in zip(shown, levels, strict=True)
    ]  # fmt: skip
    high, low = max(1, *levels), min(-1, *levels)
    kinds = [kind for kind in _MARKS if any(r["status"] == kind for r in rows)]
    y = alt.Y("level:Q", axis=None, scale=alt.Scale(domain=[low - 0.6, high + 0.6]))
    axis = alt.Axis(format="%-d %b %Y", tickCount=5)
    domain = [first.isoformat(), last.isoformat()]
    base = alt.Chart(data_of(rows)).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc", domain=domain), axis=axis),
        description="said:N",
        opacity=alt.Opacity("weight:Q", scale=None, legend=None),
    )  # fmt: skip
    stems = base.mark_rule(color="currentColor").encode(y=y, y2="zero:Q")
    points = base.mark_point(size=90, filled=True).encode(
        y=y,
        shape=alt.Shape("status:N", scale=alt.Scale(domain=kinds, range=[_MARKS[k] for k in kinds]), title="status"),
        color=alt.Color(
            "quad:N", title="class", scale=alt.Scale(domain=list(QUAD_COLOURS), range=list(QUAD_COLOURS.values()))
        ),
    )
    labels = base.mark_text(align="left", dx=8, color="currentColor").encode(y=y, text="label:N", opacity=alt.value(1))
    line = (
        alt.Chart(data_of([{"y": 0}]))
        .mark_rule(color="currentColor", strokeWidth=1.5)
        .encode(y=alt.Y("y:Q", axis=None))
    )
    made: alt.TopLevelMixin = styled(
        alt.layer(line, stems, points, labels).properties(width=_WIDTH, height=26 * (high - low + 2))
    )
    return made


def timeline(codings: Sequence[Coding], asked: Question, verdict: Verdict) -> Figure | None:
    """The timeline; None when no act has a day."""
    found = sorted(acts(codings, asked, verdict), key=lambda a: (a.day, a.document, a.event.start, a.event.id))
    if not found:
        return None
    shown = sorted(found, key=lambda a: not a.counts)[:_MOST]
    shown.sort(key=lambda a: (a.day, a.document, a.event.start, a.event.id))
    above = sum(1 for act in found if act.side > 0)
    sender, target = (named([code] if code else []) for code in (asked.sender, asked.target))
    words = (
        f"{above} {'act' if above == 1 else 'acts'} of {sender} towards {target} above the line, {len(found) - above} "
        f"of {target} below it, from {found[0].day} to {found[-1].day}. Acts that the verdict counts as instruments "
        "or responses are drawn in full; an act without a day of its own stands at its document's."
    )
    columns = ("day", "side", "event", "source", "type", "target", "status", "counted", "document", "quotation")
    rows = tuple(
        (
            a.day.isoformat(), "pressure" if a.side > 0 else "response", a.event.id, joined(codes_of(a.event.source)),
            a.event.type, joined(codes_of(a.event.target)), a.event.status, "yes" if a.counts else "no", a.document,
            a.event.quote,
        )
        for a in found
    )  # fmt: skip
    return Figure("timeline", "Timeline", words, Table(columns, rows), lambda: _chart(shown))
