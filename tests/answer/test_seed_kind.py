"""The seed's question and texts of its kind: other names, another course of events, another subject."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from suasion.answer import ask
from suasion.code import code_document
from suasion.parse import parse
from suasion.types import Answer, Document

SEED = (Path(__file__).parents[2] / "examples/washington-beijing-2022/article.txt").read_text(encoding="utf-8")
QUESTION = "Did Washington's attempts to isolate Russia from China succeed?"
DAY = dt.date(2022, 3, 20)


def _ask(question: str, text: str) -> Answer:
    return ask(question, [code_document(parse(Document("d", text, DAY)))])


def test_the_seeds_answer() -> None:
    answer = _ask(QUESTION, SEED)
    assert (answer.question.sender, answer.question.target, answer.question.third) == ("USA", "CHN", "RUS")
    assert answer.verdict.name == "failed"
    assert sum(e.bears == "for" for e in answer.verdict.evidence) >= 3
    assert sum(e.bears == "against" for e in answer.verdict.evidence) >= 1
    for evidence in answer.verdict.evidence:
        assert SEED[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("Did Moscow's efforts to isolate Ukraine from Poland work?", ("RUS", "POL", "UKR")),
        ("The Libyan war, and did Ankara's bid to isolate Egypt from France pay off?", ("TUR", "FRA", "EGY")),
        ("Has Riyadh's campaign to isolate Qatar from Turkey succeeded?", ("SAU", "TUR", "QAT")),
    ],
)
def test_isolation_is_read_for_any_triad(question: str, roles: tuple[str, str, str]) -> None:
    asked = _ask(question, SEED).question
    assert (asked.sender, asked.target, asked.third) == roles


def test_an_unrelated_text_is_insufficient() -> None:
    text = "The harvest in Burgundy was good. Growers in Beaune expect a fine year, and the river is low."
    assert _ask(QUESTION, text).verdict.name == "insufficient"


def test_other_names_give_the_same_verdict() -> None:
    names = {
        "Moscow": "Tehran", "Beijing": "Ankara", "Russia": "Iran", "China": "Turkey", "Chinese": "Turkish",
        "Xi Jinping": "Recep Tayyip Erdogan", "Xi": "Erdogan",
    }  # fmt: skip
    swapped = re.sub("|".join(sorted(names, key=len, reverse=True)), lambda m: names[m[0]], SEED)
    answer = _ask("Did Washington's attempts to isolate Iran from Turkey succeed?", swapped)
    assert (answer.question.sender, answer.question.target, answer.question.third) == ("USA", "TUR", "IRN")
    assert answer.verdict.name == "failed"


def test_a_target_that_gives_way_turns_the_verdict() -> None:
    text = (
        "On Friday, US President Joe Biden warned Beijing that there would be consequences if China backed Russia. "
        "China gave in on Saturday. Beijing agreed to the American demand, condemned Russia and joined the sanctions. "
        "China has complied in full, the White House said."
    )
    assert _ask(QUESTION, text).verdict.name in ("succeeded", "partial")
