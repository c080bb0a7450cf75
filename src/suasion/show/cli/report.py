"""`suasion report`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from suasion.errors import ReadError, UsageError
from suasion.show.cli.common import Day, Run, date_option
from suasion.show.cli.dossier import is_dossier


@click.command("report")
@click.argument("words", nargs=-1, metavar="[FILES|DOSSIER]... QUESTION")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The file to write.")
@click.option("--pdf", is_flag=True, help="Write PDF (suasion[printed]) instead of HTML.")
@date_option
@click.option("--as-of", type=Day(), help="Judge by what was published by this day.")
def command(words: tuple[str, ...], output: str, pdf: bool, date: dt.date | None, as_of: dt.date | None) -> int:
    """Answer QUESTION from FILES or a DOSSIER, as one page that needs nothing else.

    The page holds the verdict, its evidence, the marked texts, tables and pictures. It loads nothing
    from anywhere and prints well.
    """
    from suasion.answer import ask
    from suasion.show.report.html import report_html, report_pdf
    from suasion.store import Dossier

    if len(words) < 2 or not words[-1].strip():
        raise UsageError(
            'name the files and then the question: suasion report article.txt "Did X make Y do Z?" -o x.html'
        )
    *files, question = words
    if not Path(files[0]).exists() and Path(question).is_file():
        raise UsageError(f"the question comes last: suasion report {question} {files[0]!r} -o {output}")
    run = Run()
    codings = [c for name in files if is_dossier(name) for c in Dossier(Path(name)).codings(as_of)]
    others = [name for name in files if not is_dossier(name)]
    codings += run.codings(run.documents(others, date), warn=True) if others else ()
    if not codings:
        if not run.exit_code:
            raise UsageError("no documents to answer from; add some, or name a later day")
        return run.exit_code
    answer = ask(question, codings, as_of)
    data = report_pdf(answer, codings) if pdf else report_html(answer, codings).encode()
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise ReadError(output, error.strerror or "cannot be written", "name another file") from None
    return run.exit_code
