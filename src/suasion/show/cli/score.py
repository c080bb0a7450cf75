"""`suasion score`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from suasion.errors import ReadError
from suasion.show.cli.common import Run, jobs_option


def _gold(path: str) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            records.append(record | {"events": record["events"], "text": record["text"], "id": record["id"]})
        except (ValueError, KeyError, TypeError) as error:
            where = f"{path}:{number}"
            raise ReadError(where, f"not a gold record ({error})", "see the fields in docs/scoring.md") from None
    return records


def measure(path: str, jobs: int = 1) -> dict[str, Any]:
    """Code a gold file, answer its questions, and give all figures."""
    from suasion.answer import ask
    from suasion.show.records import answer_record, coding_record
    from suasion.show.score import score_answers, score_events

    golds = _gold(path)
    run = Run()
    coded, answers = [], []
    asked = {g["id"]: [q["question"] for q in g.get("questions", ())] for g in golds}
    for coding in run.codings(run.documents((path,), None), jobs):
        coded.append(coding_record(coding))
        for question in asked.get(coding.document.id, ()):
            record = answer_record(ask(question, [coding], None))
            answers.append(record | {"document": coding.document.id})
    return {"events": score_events(golds, coded), "answers": score_answers(golds, answers)}


@click.command("score")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@jobs_option
def command(gold: str, form: str, jobs: int) -> int:
    """Code the documents of GOLD, answer its questions, and print how well both agree with it."""
    figures = measure(gold, jobs)
    if form == "json":
        click.echo(json.dumps(figures))
        return 0
    for part, values in figures.items():
        click.echo(part)
        for name, value in values.items():
            shown = "  ".join(f"{k} {v:.3f}" for k, v in value.items()) if isinstance(value, dict) else value
            click.echo(f"  {name:18} {shown:.3f}" if isinstance(shown, float) else f"  {name:18} {shown}")
    return 0
