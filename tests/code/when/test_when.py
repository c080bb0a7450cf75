"""Times found, resolved and given to acts: one case a line in tests/cases/when.jsonl."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suasion.code.when import date_of, deadline_of, find_dates
from suasion.parse import Parsed, parse
from suasion.types import Document, When

FILE = Path(__file__).parents[2] / "cases/when.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def read(case: dict[str, Any]) -> tuple[Parsed, int]:
    date = dt.date.fromisoformat(case["date"]) if case["date"] else None
    parsed = parse(Document(case["id"], case["text"], date))
    return parsed, next(t.i for t in parsed.doc if t.text == case["head"])


def days(when: When | None) -> list[str] | None:
    return [when.start.isoformat(), when.end.isoformat()] if when else None


@pytest.mark.parametrize("case", [c for c in CASES if "when" in c], ids=lambda c: c["id"])
def test_the_day_of_an_act(case: dict[str, Any]) -> None:
    parsed, head = read(case)
    assert days(date_of(parsed, find_dates(parsed), head)) == case["when"]


@pytest.mark.parametrize("case", [c for c in CASES if "deadline" in c], ids=lambda c: c["id"])
def test_the_limit_of_a_demand(case: dict[str, Any]) -> None:
    parsed, head = read(case)
    assert days(deadline_of(parsed, find_dates(parsed), head)) == case["deadline"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_words_stand_at_their_offsets(case: dict[str, Any]) -> None:
    parsed, _ = read(case)
    for mention in find_dates(parsed).mentions:
        assert parsed.doc[mention.token].idx <= mention.start < mention.end
        if mention.when:
            assert mention.when.text == parsed.document.text[mention.start : mention.end]
            assert mention.when.start <= mention.when.end


WORDS = (
    "the of on by since last next this early a two 30 31 99 week month year ago before after within March May "
    "February Friday Monday 2004 1999 12th summer yesterday and to from said left , ."
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_no_string_of_time_words_breaks_it(words: list[str]) -> None:
    parsed = parse(Document("x", " ".join(words), dt.date(2024, 2, 29)))
    dates = find_dates(parsed)
    for token in parsed.doc:
        date_of(parsed, dates, token.i)
        deadline_of(parsed, dates, token.i)
    assert list(dates.mentions) == sorted(dates.mentions, key=lambda m: m.start)


def test_a_long_run_of_times_and_pronouns_stays_cheap() -> None:
    text = "He left two weeks after it " * 150 + "on Friday. " + "He left. " * 500
    parsed = parse(Document("x", text, dt.date(2024, 2, 29)))
    dates = find_dates(parsed)
    start = time.perf_counter()
    for token in parsed.doc:
        date_of(parsed, dates, token.i)
    assert time.perf_counter() - start < 20.0  # seconds; it grew with the square before there was a window
