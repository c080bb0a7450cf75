"""`suasion score`."""

from __future__ import annotations

import json
from typing import Any

import click

from suasion.show.cli.common import Run, jobs_option


def measure(path: str, jobs: int = 1) -> dict[str, Any]:
    """Code a gold file, answer its questions, and give all figures. Raises ReadError."""
    from suasion.answer import ask
    from suasion.show import gold
    from suasion.show.records import answer_record, coding_record
    from suasion.show.score import score_answers, score_events

    golds = gold.records(path)
    asked = {g["id"]: [q["question"] for q in g.get("questions") or ()] for g in golds}
    run = Run()
    coded, answers = [], []
    for coding in run.codings(run.documents((path,), kind=gold.KIND), jobs):
        coded.append(coding_record(coding))
        for question in asked[coding.document.id]:
            record = answer_record(ask(question, [coding]))
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
            parts = value.items() if isinstance(value, dict) else [("", value)]
            click.echo(f"  {name:18} " + "  ".join(f"{k} {_figure(v)}".strip() for k, v in parts))
    return 0


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
