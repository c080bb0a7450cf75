"""Instructions, code and markup inside a text are words of it: they change no coding of what stands beside them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from suasion.pipeline import run
from suasion.types import Coding, Document, Event

CASES = [
    json.loads(line) for line in Path(__file__).with_name("cases").joinpath("injection.jsonl").read_text().splitlines()
]
DAY = dt.date(2024, 5, 10)
BEFORE = "Kenya imposed sanctions on Uganda on Monday."
AFTER = "France condemned the attack by Iran.\nEgypt rejected Libya's demand on 3 May 2024."
# Where the poison stands: head, middle, foot of the article.
PLACES = (("poison", "before", "after"), ("before", "poison", "after"), ("before", "after", "poison"))

Told = tuple[str, frozenset[str], frozenset[str], str, str, dt.date | None]


def _told(event: Event) -> Told:
    date = event.date.start if event.date else None
    source, target = (frozenset(m.code for m in side) for side in (event.source, event.target))
    return event.type, source, target, event.status, event.quote, date


def _code(texts: list[str]) -> list[list[Told]]:
    documents = [Document(str(n), text, DAY) for n, text in enumerate(texts)]
    codings: tuple[Coding, ...] = run("code", documents=documents)
    return [[_told(event) for event in coding.events] for coding in codings]


@pytest.fixture(scope="module")
def coded() -> dict[str, list[Told]]:
    """What is coded of the clean text and, by the id of each case, of the poisoned one."""
    texts = {"clean": f"{BEFORE}\n{AFTER}"}
    for number, case in enumerate(CASES):
        parts = {"before": BEFORE, "after": AFTER, "poison": case["poison"]}
        texts[case["id"]] = "\n".join(parts[part] for part in PLACES[number % len(PLACES)])
    return dict(zip(texts, _code(list(texts.values())), strict=True))


def test_the_clean_text_tells_its_three_acts(coded: dict[str, list[Told]]) -> None:
    """Without events to lose the cases below would show nothing."""
    assert [told[0] for told in coded["clean"]] == ["SANCTION", "ACCUSE", "REJECT"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_poison_changes_nothing(coded: dict[str, list[Told]], case: dict[str, str]) -> None:
    """The same events, with the same actors, status, words and dates, and no event out of the poison."""
    assert coded[case["id"]] == coded["clean"], case["kind"]


def test_there_are_forty_cases_of_six_kinds() -> None:
    """The measured number does not shrink unseen."""
    assert (len({c["id"] for c in CASES}), len({c["kind"] for c in CASES})) == (40, 6)
