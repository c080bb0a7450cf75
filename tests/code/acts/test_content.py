"""Whether what is asked is to be done or not: one case a line in tests/cases/demands.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suasion.code.acts.content import PRESSING, content_of, polarity
from suasion.code.acts.frames import Frames
from suasion.code.acts.match import find_acts
from suasion.lexicon.acts import load, turning
from suasion.parse import parse
from suasion.types import Document

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases/demands.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_polarity(case: dict[str, Any]) -> None:
    doc = parse(Document(case["id"], case["text"])).doc
    frames = Frames(doc)
    matches = [m for m in find_acts(doc, load(), frames) if m.head.text == case["head"] and m.pattern.type in PRESSING]
    contents = [c for m in matches if (c := content_of(m, frames)) is not None]
    assert contents
    assert {polarity(c) for c in contents} == {case["polarity"]}


def test_words_that_turn_an_act_are_in_one_list_only() -> None:
    lists = turning()
    assert not lists["ending"].keys() & (lists["nobody"].keys() | lists["negation"].keys() | lists["condition"].keys())
