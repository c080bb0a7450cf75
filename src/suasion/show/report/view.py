"""What a page about an answer shows, gathered from the records for the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from suasion.show.answer_text import headline
from suasion.show.report.charts import rates
from suasion.show.report.marks import Paragraph, paragraphs, quote_name
from suasion.show.report.network import network, triad
from suasion.show.report.ties import graph_of_codings
from suasion.show.report.timeline import timeline
from suasion.show.report.words import NO_VERDICT
from suasion.types import AUTHOR, Answer, Assessment, Attribution, Coding, Document, Event, Evidence

if TYPE_CHECKING:
    from suasion.show.report.figures import Figure

# Notes that the page shows in a way of its own.
_OWN_NOTES: Final = frozenset({"Contested", "Demands"})
# Documents of a dossier that a page about an answer prints whole at most: those of its evidence, first come.
WHOLE: Final = 12


@dataclass(frozen=True, slots=True)
class Article:
    """A document to be shown with its marks; `number` tells it from the others of the page."""

    number: int
    document: Document
    events: tuple[Event, ...]
    text: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source holds of an event."""

    attribution: Attribution
    event: Event
    place: str


@dataclass(frozen=True, slots=True)
class Demanding:
    """An event with the demand in it."""

    event: Event
    place: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment and where it stands."""

    assessment: Assessment
    place: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of evidence and where it stands."""

    evidence: Evidence
    place: str


@dataclass(frozen=True, slots=True)
class View:
    """All that a page about an answer shows."""

    answer: Answer
    title: str
    judged: bool
    articles: tuple[Article, ...]
    left_out: int
    """Documents that the answer rests on and the page does not print."""
    evidence: Mapping[str, tuple[Quoted, ...]]
    claims: tuple[Claim, ...]
    demands: tuple[Demanding, ...]
    assessments: tuple[Judgement, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    figures: tuple[Figure, ...] = field(default=())


def article_of(
    number: int, coding: Coding, quotes: Sequence[tuple[int, int]] = (), keep: Callable[[Event], bool] = lambda _: True
) -> Article:
    """A document with its quotations and those events marked that are to be kept."""
    events = tuple(e for e in coding.events if keep(e))
    judged = [(a.start, a.end) for a in coding.assessments]
    text = paragraphs(coding.document.text, events, quotes, judged)
    return Article(number, coding.document, events, text, coding.warnings)


def event_place(number: int, event: Event) -> str:
    """The address on the page of an event's mark."""
    return f"#d{number}-{event.id}"


def figures_of(answer: Answer, codings: Sequence[Coding]) -> tuple[Figure, ...]:
    """The pictures of an answer: those for which there is something to draw."""
    asked = answer.question
    graph = graph_of_codings(codings)
    made = [timeline(codings, asked, answer.verdict) if asked.kind not in NO_VERDICT else None, network(graph)]
    if asked.sender and asked.target and asked.third and len({asked.sender, asked.target, asked.third}) == 3:
        made.append(triad(graph, (asked.sender, asked.target, asked.third)))
    made.append(rates(answer.rates))
    return tuple(figure for figure in made if figure is not None)


def _shown(answer: Answer, codings: Sequence[Coding]) -> list[Coding]:
    """The documents to print: all of a few, else those that the evidence stands in."""
    if len(codings) <= WHOLE:
        return list(codings)
    wanted = {e.document for e in answer.verdict.evidence}
    return [c for c in codings if c.document.id in wanted][:WHOLE]


def view_of(answer: Answer, codings: Sequence[Coding], keep: Callable[[Event], bool] = lambda _: True) -> View:
    """What to show of an answer and the codings that it rests on; of the events, those to be kept."""
    shown = _shown(answer, codings)
    numbers = {coding.document.id: n for n, coding in enumerate(shown, 1)}
    verdict = answer.verdict

    def quoted(document: str, start: int, end: int) -> str:
        return f"#d{numbers[document]}-{quote_name(start, end)}" if document in numbers else ""

    articles = []
    for number, coding in enumerate(shown, 1):
        spans = [(e.start, e.end) for e in verdict.evidence if e.document == coding.document.id]
        articles.append(article_of(number, coding, spans, keep))
    told = [(a.number, e) for a in articles for e in a.events]
    return View(
        answer=answer,
        title=headline(answer) if answer.question.kind not in NO_VERDICT else answer.question.text,
        judged=answer.question.kind not in NO_VERDICT,
        articles=tuple(articles),
        left_out=len(codings) - len(shown),
        evidence={
            side: tuple(
                Quoted(e, quoted(e.document, e.start, e.end)) for e in verdict.evidence if e.bears == side
            )
            for side in ("for", "against")
        },
        claims=tuple(
            Claim(a, e, event_place(n, e)) for n, e in told for a in e.attributions if a.source != AUTHOR
        ),
        demands=tuple(Demanding(e, event_place(n, e)) for n, e in told if e.demand is not None),
        assessments=tuple(
            Judgement(a, quoted(c.document.id, a.start, a.end)) for c in shown for a in c.assessments
        ),
        notes=tuple((title, lines) for title, lines in answer.notes.items() if lines and title not in _OWN_NOTES),
        figures=figures_of(answer, codings),
    )  # fmt: skip
