"""Material acts: in each case the lexicon finds the type at the word that reports it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suasion.code.acts.frames import Frames
from suasion.code.acts.match import find_acts
from suasion.lexicon.acts import load
from suasion.parse import parse
from suasion.types import Document

FILE = Path(__file__).parents[1] / "cases/acts_material.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_type_is_found_at_its_word(case: dict[str, str]) -> None:
    doc = parse(Document(case["id"], case["text"])).doc
    found = {(m.pattern.type, m.head.text) for m in find_acts(doc, load(), Frames(doc))}
    assert (case["type"], case["word"]) in found
