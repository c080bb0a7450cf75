"""The accuracy gate: no figure on the gold files falls under what tests/gate.json pins.

`scripts/pin_gate.py` writes the file; lowering a figure needs a reason in the changelog.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GATE = json.loads((ROOT / "tests/gate.json").read_text(encoding="utf-8"))
_SPEC = importlib.util.spec_from_file_location("pin_gate", ROOT / "scripts/pin_gate.py")
assert _SPEC is not None
assert _SPEC.loader is not None
pin_gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pin_gate)


@pytest.mark.parametrize("name", sorted(GATE))
def test_no_figure_falls(name: str) -> None:
    path = ROOT / "tests/cases/gold" / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == GATE[name]["sha256"], "the gold file is another one"
    measured = pin_gate.figures(path)
    fallen = {k: (round(measured[k], 3), least) for k, least in GATE[name]["figures"].items() if measured[k] < least}
    assert not fallen, f"{name}: measured, pinned: {fallen}"
