"""The accuracy gate: no figure on the gold files falls under what tests/gate.json pins.

`scripts/pin_gate.py` writes the file; lowering a figure needs a reason in the changelog.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

FILES = ("dev.jsonl", "phenomena.jsonl")


@pytest.mark.parametrize("name", FILES)
def test_no_figure_falls(name: str, pin_gate: ModuleType) -> None:
    gate = json.loads(pin_gate.GATE.read_text(encoding="utf-8"))
    pinned = gate["files"][name]
    assert pin_gate.digest(name) == pinned["sha256"], "the gold file is another one: measure and pin anew"
    measured = pin_gate.figures(name)
    fallen = {k: (measured[k], v) for k, v in pinned["figures"].items() if measured[k] < v - gate["under"]}
    assert not fallen, f"{name} (measured, pinned): {fallen}"
