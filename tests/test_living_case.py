"""The example's case over time: its texts, what each day may see, and what the prediction is set beside."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from suasion.store import Dossier

CASE = Path(__file__).parents[1] / "examples" / "washington-beijing-2022"
REPORTS = [json.loads(line) for line in (CASE / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def dossier(living_case: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    made: Dossier = living_case.make(tmp_path_factory.mktemp("case") / "case.duckdb")
    return made


@pytest.fixture(scope="module")
def judged(living_case: ModuleType, dossier: Dossier) -> list[Any]:
    rows: list[Any] = living_case.judged(dossier)
    return rows


@pytest.mark.parametrize("report", REPORTS, ids=[report["id"] for report in REPORTS])
def test_a_report_is_short_dated_and_says_its_facts(report: dict[str, Any]) -> None:
    day = dt.date.fromisoformat(report["date"])
    assert 80 <= len(report["text"].split()) <= 200
    assert f"{day:%B} {day.day}, {day.year} — " in report["text"][:60]
    assert report["facts"]


def test_reports_come_in_order_and_once() -> None:
    assert [r["date"] for r in REPORTS] == sorted(r["date"] for r in REPORTS)
    assert len({r["id"] for r in REPORTS}) == len(REPORTS)


def test_each_demand_is_judged_as_of_each_day(living_case: ModuleType, judged: list[Any]) -> None:
    assert {(row.demand["id"], row.day) for row in judged} == {
        (demand["id"], day) for demand in living_case.demands() for day in living_case.DAYS
    }
    assert sum(row.reference is not None for row in judged) == 7


def test_a_verdict_rests_on_what_was_published_by_its_day(judged: list[Any]) -> None:
    published = {r["id"]: dt.date.fromisoformat(r["date"]) for r in REPORTS} | {"article": dt.date(2022, 3, 20)}
    for row in judged:
        assert row.verdict.evidence
        assert all(published[evidence.document] <= row.day for evidence in row.verdict.evidence)


@pytest.mark.parametrize("demand", ["D3", "all"])
def test_what_plainly_failed_is_judged_so(judged: list[Any], demand: str) -> None:
    (last,) = [row for row in judged if row.demand["id"] == demand and row.day == dt.date(2022, 12, 31)]
    assert last.verdict.name == last.reference == "failed"


def test_the_prediction_is_set_beside_later_acts_only(living_case: ModuleType, dossier: Dossier) -> None:
    assert "does not and will not openly support the war" in " ".join(p.quote for p in living_case.predictions(dossier))
    acts = living_case.supporting(dossier)
    assert acts
    assert all(living_case.PUBLISHED < act["day"] <= living_case.DAYS[-1] for act in acts)
