"""Logical subjects and objects: one case a line in tests/cases/frames.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suasion.code.acts.frames import Frames
from suasion.parse import parse
from suasion.types import Document

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases/frames.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_logical_parts(case: dict[str, Any]) -> None:
    doc = parse(Document(case["id"], case["text"])).doc
    head = next(t for t in doc if t.text == case["head"])
    frame = Frames(doc).of(head)
    assert [t.text for t in frame.subj] == case["subj"]
    assert [t.text for t in frame.obj] == case["obj"]
