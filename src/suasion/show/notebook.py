"""Records as they look in a notebook: `%load_ext suasion.show.notebook`, or `enable()`.

Answers, codings, documents, events and verdicts are then shown by the templates of the report.
"""

from __future__ import annotations

from typing import Any

from suasion.show.report.html import environment, render, static
from suasion.show.report.marks import paragraphs
from suasion.show.report.view import Article, View, article_of, view_of
from suasion.types import Answer, Coding, Document, Event, Question, Verdict


def _shown(**given: Any) -> str:
    """A part of a page with its style, in a frame of its own so that neither touches the notebook."""
    page = render("cell.html", **{"view": None, "article": None, "event": None, "style": static("page.css"), **given})
    return (
        '<iframe sandbox style="width:100%;height:28rem;border:1px solid #ccc" title="Suasion" '
        f'srcdoc="{environment().filters["forceescape"](page)}"></iframe>'
    )


def _view(answer: Answer) -> View:
    return view_of(answer, ())


def answer_html(answer: Answer) -> str:
    """An answer: verdict, paragraph, evidence, notes."""
    return _shown(view=_view(answer))


def verdict_html(verdict: Verdict) -> str:
    """A verdict with its evidence."""
    episode = verdict.episode
    sender, target, third = (episode.sender, episode.target, episode.third) if episode else (None, None, None)
    asked = Question("A verdict", "verdict", sender, target, third, verdict.as_of)
    return _shown(view=_view(Answer(asked, verdict, ())))


def coding_html(coding: Coding) -> str:
    """A text with its events marked, and the events."""
    return _shown(article=article_of(1, coding))


def document_html(document: Document) -> str:
    """A text."""
    return _shown(article=Article(1, document, (), paragraphs(document.text, ())))


def event_html(event: Event) -> str:
    """An event with who says so and the rules that made it."""
    return _shown(event=event)


def enable() -> None:
    """Give the records a `_repr_html_`, which notebooks look for. Raises UsageError when Jinja2 is not installed."""
    environment()
    shown = {
        Answer: answer_html, Verdict: verdict_html, Coding: coding_html, Document: document_html, Event: event_html,
    }  # fmt: skip
    for record, function in shown.items():
        setattr(record, "_repr_html_", function)  # noqa: B010


def load_ipython_extension(_: Any) -> None:
    """What `%load_ext suasion.show.notebook` calls."""
    enable()
