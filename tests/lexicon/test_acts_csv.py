"""The act lexicon's files are sound as data: legal values, no double rows, classes that exist."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from suasion.lexicon.plover import table

ACTS = Path(__file__).parents[2] / "src/suasion/lexicon/acts"
HEADER = ["pattern", "source", "target", "content", "mode", "contexts", "trust", "note"]
VERBAL = ("agree", "consult", "support", "concede", "request", "accuse", "reject", "threaten")
MATERIAL = ("aid", "cooperate", "retreat", "protest", "sanction", "mobilize", "coerce", "assault")
PARTS = {"n", "a", "x"}
TRUSTS = {"high", "mid", "low"}
SLOT = re.compile(r"[a-z]+")
CONTENT = re.compile(r"if|[+-][a-z]+")
WORD = re.compile(r"\{[a-z_]+\}|[^\s|{},A-Z]+")
# Fewer rows than these would mean that a file was cut short by mistake (2026-11).
LEAST_ROWS = {"verbal": 100, "material": 40}


def rows_of(name: str) -> list[dict[str, str]]:
    text = (ACTS / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(lines))
    assert rows[0] == HEADER, f"{name}.csv: header {rows[0]}"
    for row in rows[1:]:
        assert len(row) == len(HEADER), f"{name}.csv: {len(row)} columns in {row}"
    return [dict(zip(HEADER, row, strict=True)) for row in rows[1:]]


def words_of(pattern: str) -> tuple[str, list[list[str]]]:
    mark, colon, rest = pattern.partition(":")
    part, words = (mark, rest) if colon and mark in PARTS else ("v", pattern)
    return part, [word.split("|") for word in words.split()]


def classes_of(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


CLASS_FILES = sorted(ACTS.glob("classes*.yaml"))
CLASSES = {name for path in CLASS_FILES for name in classes_of(path)}


@pytest.mark.parametrize("name", VERBAL + MATERIAL)
def test_values_are_legal(name: str) -> None:
    modes = {mode for kind, mode in table() if kind == name.upper()}
    wrong = []
    for row in rows_of(name):
        slots = [s for cell in (row["source"], row["target"]) for s in cell.split("|") if cell]
        legal = (
            row["trust"] in TRUSTS
            and row["mode"] in modes | {""}
            and all(SLOT.fullmatch(slot) for slot in slots)
            and (not row["content"] or CONTENT.fullmatch(row["content"]))
        )
        if not legal:
            wrong.append(row)
    assert not wrong


@pytest.mark.parametrize("name", VERBAL + MATERIAL)
def test_no_pattern_stands_twice(name: str) -> None:
    twice = [p for p, n in Counter(row["pattern"] for row in rows_of(name)).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("name", VERBAL + MATERIAL)
def test_words_are_lemmas_or_known_classes(name: str) -> None:
    wrong = []
    for row in rows_of(name):
        _, words = words_of(row["pattern"])
        alternatives = [a for word in words for a in word]
        sound = bool(words) and all(WORD.fullmatch(a) for a in alternatives)
        known = {a[1:-1] for a in alternatives if a.startswith("{")} <= CLASSES
        if not (sound and known):
            wrong.append(row["pattern"])
    assert not wrong


@pytest.mark.parametrize("name", VERBAL)
def test_rows_can_match(name: str) -> None:
    """A verb's head is no particle, and no word is hyphenated: the tokeniser splits at the hyphen."""
    wrong = []
    for row in rows_of(name):
        part, words = words_of(row["pattern"])
        hyphen = part != "x" and any(re.search(r"\w-\w", a) for word in words for a in word)
        if hyphen or (part == "v" and set(words[0]) & {"not", "n't", "never", "to"}):
            wrong.append(row["pattern"])
    assert not wrong


@pytest.mark.parametrize("name", VERBAL)
def test_file_says_what_the_type_is(name: str) -> None:
    text = (ACTS / f"{name}.csv").read_text(encoding="utf-8")
    assert text.startswith(f"# {name.upper()}:")


@pytest.mark.parametrize("name", VERBAL + MATERIAL)
def test_no_file_is_cut_short(name: str) -> None:
    assert len(rows_of(name)) >= LEAST_ROWS["verbal" if name in VERBAL else "material"]


def test_no_class_is_defined_twice() -> None:
    names = Counter(name for path in CLASS_FILES for name in classes_of(path))
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("path", CLASS_FILES, ids=lambda p: p.name)
def test_classes_are_lists_of_distinct_lemmas(path: Path) -> None:
    for name, words in classes_of(path).items():
        assert all(isinstance(word, str) and word == word.lower() for word in words), name
        assert len(set(words)) == len(words), f"{name}: {[w for w, n in Counter(words).items() if n > 1]}"


def test_every_class_is_used() -> None:
    used = {
        alternative[1:-1]
        for name in VERBAL + MATERIAL
        for row in rows_of(name)
        for word in words_of(row["pattern"])[1]
        for alternative in word
        if alternative.startswith("{")
    }
    assert CLASSES - used == set()
