"""The case as it went on: a dossier of the article and the later reports, asked as of three days.

    python examples/washington-beijing-2022/living_case.py [DOSSIER]

makes the dossier (in a folder that is dropped again when none is named), asks each demand's question as
of each day, sets the verdicts beside the reference ones, and shows what the reports tell that bears on
the article's prediction. docs/case.md explains the differences.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from suasion.answer import ask
from suasion.errors import SuasionError
from suasion.read import read
from suasion.scale import code_documents
from suasion.store import REAL, Dossier, Filter, add, present_maker
from suasion.types import Assessment, Document, Verdict

HERE: Final = Path(__file__).parent
ARTICLE: Final = "article"
PUBLISHED: Final = dt.date(2022, 3, 20)
DAYS: Final = (PUBLISHED, dt.date(2022, 6, 30), dt.date(2022, 12, 31))
# Acts of China towards Russia that would be open support of the war, or come near it.
SUPPORTING: Final = ("SUPPORT", "AID")


@dataclass(frozen=True, slots=True)
class Judged:
    """A demand's verdict as of a day, and the reference one, if there is one for that day."""

    demand: dict[str, Any]
    day: dt.date
    verdict: Verdict
    reference: str | None


def demands() -> list[dict[str, Any]]:
    """The demands with their questions and reference verdicts."""
    return [json.loads(line) for line in (HERE / "demands.jsonl").read_text(encoding="utf-8").splitlines()]


def make(path: Path) -> Dossier:
    """The dossier at a path, with all texts of the case in it. Raises SuasionError."""
    items = list(read([str(HERE / "article.txt"), str(HERE / "reports.jsonl")], PUBLISHED))
    documents = [item for item in items if isinstance(item, Document)]
    if len(documents) < len(items):
        raise next(item for item in items if not isinstance(item, Document))
    added = add(path, documents, code_documents, present_maker())
    if added.failures:
        raise SuasionError(f"{added.failures[0].id}: {added.failures[0].reason}")
    return Dossier(path)


def judged(dossier: Dossier) -> list[Judged]:
    """Every demand as of every day, by what was published by then."""
    made = []
    for day in DAYS:
        codings = list(dossier.codings(day))
        for demand in demands():
            verdict = ask(demand["question"], codings, day).verdict
            made.append(Judged(demand, day, verdict, demand["reference"].get(day.isoformat())))
    return made


def predictions(dossier: Dossier) -> list[Assessment]:
    """What the article's author foretells of China."""
    (article,) = [c for c in dossier.codings(PUBLISHED) if c.document.id == ARTICLE]
    return [a for a in article.assessments if (a.kind, a.holder, a.about) == ("prediction", "AUTHOR", "CHN")]


def supporting(dossier: Dossier) -> list[dict[str, Any]]:
    """China's supporting acts towards Russia after the article, as the later reports tell them."""
    later = Filter(
        as_of=DAYS[-1], source=("CHN",), target=("RUS",), types=SUPPORTING, since=PUBLISHED + dt.timedelta(1)
    )
    return list(dossier.acts(later))


def _show_verdicts(console: Console, rows: list[Judged]) -> None:
    table = Table("demand", *(day.isoformat() for day in DAYS), title="Verdicts (the reference after the stroke)")
    for demand in demands():
        mine = sorted((row for row in rows if row.demand["id"] == demand["id"]), key=lambda row: row.day)
        cells = [f"{row.verdict.name}, {row.verdict.confidence} / {row.reference or '–'}" for row in mine]
        table.add_row(f"{demand['id']}  {demand['demand']}", *cells)
    console.print(table)
    compared = [row for row in rows if row.reference]
    alike = sum(row.verdict.name == row.reference for row in compared)
    console.print(
        f"{alike} of {len(compared)} verdicts are the reference's; docs/case.md says why the others are not.\n"
    )


def _show_prediction(console: Console, dossier: Dossier) -> None:
    acts = supporting(dossier)
    for prediction in predictions(dossier):
        console.print(f"Foretold by the article ({prediction.value}): “{escape(prediction.quote)}”")
    counts = Counter("told as done" if act["status"] in REAL else str(act["status"]) for act in acts)
    console.print(
        f"Since then, by {DAYS[-1]}, {' and '.join(SUPPORTING)} of China for Russia: "
        + ", ".join(f"{number} {how}" for how, number in sorted(counts.items()))
    )
    for act in acts:
        if act["status"] in REAL:
            console.print(f"  {act['day']}  {act['type']}, {act['status']}: “{escape(act['quote'])}”")
    console.print("Suasion gives no verdict on a prediction: whether one of these is open support of the war is yours.")


def main() -> None:
    """Make the dossier, ask, and print."""
    console = Console(soft_wrap=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "case.duckdb"
        dossier = make(path)
        _show_verdicts(console, judged(dossier))
        _show_prediction(console, dossier)


if __name__ == "__main__":
    try:
        main()
    except SuasionError as error:
        sys.exit(f"living_case: {error}")
