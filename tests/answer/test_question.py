"""Questions: sender, target and third party by the words alone, one line a case."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from suasion.answer.question import kind_of, read_question

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[c["question"] for c in CASES])
def test_reads(case: dict[str, str | None]) -> None:
    asked = read_question(case["question"] or "", [], dt.date(2022, 3, 20))
    assert (asked.sender, asked.target, asked.third) == (case["sender"], case["target"], case["third"])


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who is pressing whom?", "list"),
        ("Who pressures who here?", "list"),
        ("What did Beijing say about Moscow?", "says"),
        ("What has France claimed?", "says"),
        ("What changed since May?", "changed"),
        ("What has happened since 3 March 2021?", "changed"),
        ("Did Cairo yield to Washington?", "did"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_day_in_the_question_is_the_day_judged() -> None:
    asked = read_question("As of 2008, was Chad still defying the World Bank?", [], None)
    assert asked.as_of == dt.date(2008, 12, 31)


def test_a_question_without_names_or_documents_casts_nobody() -> None:
    asked = read_question("Did it work?", [], None)
    assert (asked.sender, asked.target, asked.third) == (None, None, None)


def test_with_learning_off_the_hand_set_weights_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_LEARNED", "off")
    monkeypatch.setattr("suasion.answer.roles.learned", lambda: pytest.fail("the learned weights were read"))
    asked = read_question("Did Germany persuade Poland to open the border?", [], dt.date(2022, 3, 20))
    assert (asked.sender, asked.target, asked.third) == ("DEU", "POL", None)
    assert "S|after:pressers:1" in asked.reading
