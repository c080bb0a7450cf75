"""A text in another language is named and refused; English, lists and noise are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suasion.errors import ReadError
from suasion.read import read
from suasion.read.language import foreign, looks_like
from suasion.types import Document

CASES_DIR = Path(__file__).parents[1] / "cases"
CASES = [json.loads(line) for line in (CASES_DIR / "languages.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_a_text_looks_like(case: dict[str, str | None]) -> None:
    assert looks_like(str(case["text"])) == case["looks"]


@pytest.mark.parametrize("file", sorted((CASES_DIR / "gold").glob("*.jsonl")), ids=lambda f: f.stem)
def test_no_gold_text_is_refused(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    refused = [row["id"] for row in rows if foreign(Document(row["id"], row["text"], lang=row.get("lang")))]
    assert refused == []


def _named(looks: str) -> str:
    return next(str(case["text"]) for case in CASES if case["looks"] == looks)


def test_a_foreign_text_is_one_line_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "fremd.txt").write_text(_named("German"), encoding="utf-8")
    (tmp_path / "ours.txt").write_text(_named("English"), encoding="utf-8")
    first, second = read([str(tmp_path / "fremd.txt"), str(tmp_path / "ours.txt")])
    assert isinstance(first, ReadError)
    assert str(first) == (
        f"{tmp_path / 'fremd.txt'}: the text is not English (looks like German); "
        "give an extension coder by SUASION_CODER, or a translation"
    )
    assert isinstance(second, Document)


def test_another_coder_takes_any_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_CODER", "deutsch")
    (tmp_path / "fremd.txt").write_text(_named("German"), encoding="utf-8")
    (only,) = read([str(tmp_path / "fremd.txt")])
    assert isinstance(only, Document)


@pytest.mark.parametrize(
    ("text", "lang", "seen"),
    [
        ("Kenya refused.", "sw", "language 'sw' by its record"),
        ("Kenya refused.", "en-GB", None),
        ("Kenya refused.", None, None),
        (_named("English"), "fr", None),
        (_named("German"), "en", "German"),
    ],
)
def test_the_record_counts_where_the_text_does_not_tell(text: str, lang: str | None, seen: str | None) -> None:
    assert foreign(Document("d", text, lang=lang)) == seen
