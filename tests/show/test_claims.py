"""`suasion claims`: the ledger on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Suasion

DAY = ("--date", "2031-05-04")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    texts = {
        "claim": "Burundi said on Sunday that Kenya had imposed sanctions on Burundi.",
        "denial": "Kenya denied on Sunday that it had imposed sanctions on Burundi.",
        "other": "Turkey condemned Israel on Friday.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tuple(tmp_path / f"{name}.txt" for name in texts)


def test_both_sides_stand_with_their_words(suasion: Suasion, files: tuple[Path, ...]) -> None:
    done = suasion("claims", *files, *DAY, "--disputed", "--format", "jsonl")
    (claim,) = [json.loads(line) for line in done.out.splitlines()]
    assert (claim["source"], claim["type"], claim["target"]) == (["KEN"], "SANCTION", ["BDI"])
    assert (claim["status"], claim["since"], claim["independent"]) == ("contested", "2031-05-04", 2)
    assert [(v["voice"], v["document"]) for v in claim["says"]] == [("BDI", "claim")]
    assert [(v["voice"], v["document"]) for v in claim["denies"]] == [("KEN", "denial")]
    for voice in (*claim["says"], *claim["denies"]):
        text = next(f for f in files if f.stem == voice["document"]).read_text(encoding="utf-8")
        assert text[voice["start"] : voice["end"]] == voice["quote"]


def test_every_form_holds_the_same_claims(suasion: Suasion, files: tuple[Path, ...]) -> None:
    listed = json.loads(suasion("claims", *files, *DAY, "--format", "json").out)
    assert any(c["type"] == "ACCUSE" for c in listed)
    rows = list(csv.DictReader(io.StringIO(suasion("claims", *files, *DAY, "--format", "csv").out)))
    assert {r["claim"] for r in rows} == {c["claim"] for c in listed}
    assert [r["quote"] for r in rows if r["stand"] == "denies"] == [v["quote"] for c in listed for v in c["denies"]]
    table = suasion("claims", *files, *DAY).out
    assert all(f"{c['claim']} " in table for c in listed)
