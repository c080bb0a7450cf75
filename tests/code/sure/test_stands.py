"""What the author and each source hold of an act: one case a line in tests/cases/sure.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suasion.code import sure
from suasion.code.says import find_relations
from suasion.parse import parse
from suasion.types import AUTHOR, Document

FILE = Path(__file__).parents[2] / "cases/sure.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_values_and_status(case: dict[str, Any]) -> None:
    parsed = parse(Document(case["id"], case["text"]))
    relations = find_relations(parsed, None)
    head = next(t.i for t in parsed.doc if t.text == case["head"])
    made = sure.stands(parsed, None, relations, head)
    assert made[0].source == AUTHOR
    found = {AUTHOR if a.source == AUTHOR else a.text: a.value for a in made}
    assert {k: found.get(k) for k in case["values"]} == case["values"]
    status = sure.status_of(made, sure.context_of(parsed, relations, head))
    assert status in case["status"].split("|")
