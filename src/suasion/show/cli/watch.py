"""`suasion watch`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.show.cli.dossier import dossier_argument, rows_option, show_rows

if TYPE_CHECKING:
    from suasion.relate import Look
    from suasion.store import Dossier

_COLUMNS: Final = (
    "what", "day", "source", "type", "target", "before", "now", "new_reports", "reports", "sources", "words", "document"
)  # fmt: skip


def _row(what: str, **cells: Any) -> dict[str, Any]:
    return {**dict.fromkeys(_COLUMNS), "what": what, **cells}


def _came(look: Look) -> Iterator[dict[str, Any]]:
    """A row for each document that came, and each act that it tells of."""
    for found in look.documents:
        yield _row("document", day=found["date"], words=found["title"] or None, document=found["id"])
    for found in look.acts:
        cells = {k: found[k] for k in ("day", "source", "type", "target", "before", "new_reports", "reports")}
        yield _row(
            "act", **cells, now=found["status"], sources=found["sources"], words=found["quote"],
            document=found["document"],
        )  # fmt: skip


def _verdicts(kept: Dossier) -> Iterator[dict[str, Any]]:
    """A row for each kept question whose verdict has turned, asked again of all that is there."""
    from suasion.answer import ask
    from suasion.store import present_maker
    from suasion.store.verdicts import last_verdict, questions, save_answer

    asked = questions(kept.path)
    codings = list(kept.codings()) if asked else []
    for question in asked:
        before = last_verdict(kept.path, question)
        answer = ask(question, codings)
        save_answer(kept.path, answer, len(codings), present_maker())
        if answer.verdict.name != before:
            told = answer.question
            yield _row(
                "verdict", day=answer.verdict.as_of, source=told.sender and [told.sender],
                target=told.target and [told.target], before=before, now=answer.verdict.name, words=question,
            )  # fmt: skip


@click.command("watch")
@dossier_argument
@click.option("--ask", "again", multiple=True, metavar="QUESTION", help="Ask this at every look from now on.")
@click.option("--peek", is_flag=True, help="Do not remember this look.")
@rows_option
def command(dossier: Path, again: tuple[str, ...], peek: bool, form: str) -> int:
    """Show what changed in DOSSIER since the last look: documents, acts, verdicts that turned.

    `before` and `now` are an act's status, or a verdict, at the last look and at this one.
    """
    from suasion.relate import look
    from suasion.store import Dossier
    from suasion.store.verdicts import keep_look, keep_question

    kept = Dossier(dossier)
    seen = look(kept)
    for question in again:
        keep_question(dossier, question)
    rows = list(_came(seen))
    if not peek:
        rows += _verdicts(kept)
    show_rows(_COLUMNS, rows, form)
    sys.stdout.flush()
    if not peek:
        keep_look(dossier, seen.upto)
    return 0
