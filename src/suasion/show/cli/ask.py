"""`suasion ask`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suasion.errors import UsageError
from suasion.show.cli.common import Day, Run, date_option

if TYPE_CHECKING:
    from suasion.types import Answer


@click.command("ask")
@click.argument("words", nargs=-1, metavar="QUESTION [FILES]...")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False), help="Answer each record's questions.")
@date_option
@click.option("--as-of", type=Day(), help="Judge by what was published by this day.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "markdown", "table"]), default="text",
    show_default=True,
)  # fmt: skip
def command(words: tuple[str, ...], batch: str | None, date: dt.date | None, as_of: dt.date | None, form: str) -> int:
    """Answer QUESTION from FILES, or with --batch every question of a gold file from its own record."""
    from suasion.show.answer_text import show_answer
    from suasion.show.records import answer_record, dumps

    run = Run()
    if batch:
        answers = _batch(run, batch, as_of)
    elif words:
        answers = _one(run, words[0], words[1:], date, as_of)
    else:
        raise UsageError('no question; write: suasion ask "Did X make Y do Z?" article.txt')
    for answer in answers:
        if form in ("json", "jsonl"):
            click.echo(dumps(answer_record(answer)))
        else:
            show_answer(answer, form)
    return run.exit_code


def _one(
    run: Run, question: str, files: tuple[str, ...], date: dt.date | None, as_of: dt.date | None
) -> Iterator[Answer]:
    from suasion.answer import ask

    codings = list(run.codings(run.documents(files, date)))
    if codings or not run.failed:
        yield ask(question, codings, as_of)


def _batch(run: Run, path: str, as_of: dt.date | None) -> Iterator[Answer]:
    import dataclasses

    from suasion.answer import ask

    questions: dict[str, list[str]] = {}
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue  # named by the reader below
        if isinstance(record, dict):
            asked = [q.get("question", "") for q in record.get("questions") or [] if isinstance(q, dict)]
            questions[str(record.get("id"))] = asked
    wanted = (d for d in run.documents((path,), None) if questions.get(d.id))
    for coding in run.codings(wanted):
        for question in questions[coding.document.id]:
            yield dataclasses.replace(ask(question, [coding], as_of), document=coding.document.id)
