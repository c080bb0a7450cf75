"""`suasion ask`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suasion.errors import UsageError
from suasion.show.cli.common import Day, Run, date_option
from suasion.show.cli.dossier import is_dossier, say_undated

if TYPE_CHECKING:
    from suasion.types import Answer, Coding

Answered = tuple["Answer", "list[Coding]"]
"""An answer and the codings that it rests on."""


@click.command("ask")
@click.argument("words", nargs=-1, metavar="QUESTION [FILES]...")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False), help="Answer each record's `questions` from it alone."
)
@date_option
@click.option("--as-of", type=Day(), help="Judge by what was published by this day.")
@click.option("--keep", is_flag=True, help="Keep the verdict in the dossier, beside the earlier ones.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "markdown", "table"]), default="text",
    show_default=True,
)  # fmt: skip
def command(
    words: tuple[str, ...], batch: str | None, date: dt.date | None, as_of: dt.date | None, keep: bool, form: str
) -> int:
    """Answer QUESTION from FILES or a dossier (- is standard input), with the words that the answer rests on.

    With --batch, every question of a gold file is answered from its own record.
    """
    run = Run()
    if batch and words:
        raise UsageError("--batch takes its questions and texts from its file; leave out the rest")
    if not batch and not (words and words[0].strip()):
        raise UsageError('no question; write: suasion ask "Did X make Y do Z?" article.txt')
    if keep and (len(words) != 2 or not is_dossier(words[1])):
        raise UsageError("--keep needs one dossier and nothing else to answer from")
    answers = _batch(run, batch, date, as_of) if batch else _one(run, words[0], words[1:], date, as_of, keep)
    _show(answers, form)
    return run.exit_code


def _show(answers: Iterator[Answered], form: str) -> None:
    from suasion.show import answer_text
    from suasion.show.records import answer_record, dumps

    if form == "table":
        answer_text.write_answers_table(answer for answer, _ in answers)
        return
    for answer, codings in answers:
        if form in ("json", "jsonl"):
            click.echo(dumps(answer_record(answer)))
        elif form == "markdown":
            click.echo(answer_text.markdown_of(answer, codings))
        else:
            answer_text.write_answer(answer, codings)


def _one(
    run: Run, question: str, files: tuple[str, ...], date: dt.date | None, as_of: dt.date | None, keep: bool
) -> Iterator[Answered]:
    from suasion.answer import ask
    from suasion.store import Dossier, present_maker
    from suasion.store.verdicts import save_answer

    dossiers = [Dossier(Path(name)) for name in files if is_dossier(name)]
    others = tuple(name for name in files if not is_dossier(name))
    codings = [coding for dossier in dossiers for coding in dossier.codings(as_of)]
    for dossier in dossiers:
        say_undated(dossier, as_of)
    if others or not dossiers:
        codings += run.codings(run.documents(others, date), warn=True)
    if not codings:
        return
    answer = ask(question, codings, as_of)
    if keep:
        save_answer(dossiers[0].path, answer, len(codings), present_maker())
    yield answer, codings


def _batch(run: Run, path: str, date: dt.date | None, as_of: dt.date | None) -> Iterator[Answered]:
    from suasion.answer import ask
    from suasion.show import gold

    questions = gold.questions(path)
    wanted = (d for d in run.documents((path,), date, gold.KIND) if d.id in questions)
    for coding in run.codings(wanted):
        for question in questions[coding.document.id]:
            yield dataclasses.replace(ask(question, [coding], as_of), document=coding.document.id), [coding]
