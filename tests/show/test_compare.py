"""`suasion compare`: two readouts on the command line."""

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
def sides(tmp_path: Path) -> tuple[Path, Path]:
    texts = {
        "one": "Kenya's foreign minister met his Ugandan counterpart. Kenya raised human rights and the Burundi talks.",
        "two": "Uganda's foreign minister met his Kenyan counterpart. Trade was discussed.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "one.txt", tmp_path / "two.txt"


def test_what_only_one_side_names(suasion: Suasion, sides: tuple[Path, Path]) -> None:
    made = json.loads(suasion("compare", *sides, *DAY, "--format", "json").out)
    assert (made["first"], made["second"]) == ("one", "two")
    named = {(p["kind"], p["what"]) for p in made["only_a"]}
    assert {("entity", "Burundi"), ("topic", "human rights")} <= named
    assert ("topic", "trade and tariffs") in {(p["kind"], p["what"]) for p in made["only_b"]}
    assert {"Kenya", "Uganda"} <= {p["what"] for p in made["both"]}
    texts = {"first": sides[0].read_text(encoding="utf-8"), "second": sides[1].read_text(encoding="utf-8")}
    for part in ("both", "only_a", "only_b", "differ"):
        for point in made[part]:
            for side, text in texts.items():
                assert all(text[s["start"] : s["end"]] == s["quote"] for s in point[side])


def test_rows_name_the_side_and_keep_to_the_kinds_asked_for(suasion: Suasion, sides: tuple[Path, Path]) -> None:
    done = suasion("compare", *sides, *DAY, "--kind", "topic", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {r["kind"] for r in rows} == {"topic"}
    assert [(r["said_by"], r["first"]) for r in rows if r["what"] == "human rights"] == [
        ("only the first", "Kenya raised human rights and the Burundi talks.")
    ]


def test_a_file_of_several_documents_is_refused(suasion: Suasion, sides: tuple[Path, Path], tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', encoding="utf-8")
    done = suasion("compare", sides[0], many, *DAY)
    assert (done.code, done.out) == (2, "")
    assert "holds 2 documents" in done.err


def test_a_missing_file_is_named(suasion: Suasion, sides: tuple[Path, Path], tmp_path: Path) -> None:
    done = suasion("compare", sides[0], tmp_path / "none.txt", *DAY)
    assert (done.code, done.out) == (1, "")
    assert "none.txt" in done.err
