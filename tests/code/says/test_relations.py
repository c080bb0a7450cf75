"""Attribution: source, cue and content, one case a line in tests/cases/says.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suasion.code.says import Relations, find_relations, quotations
from suasion.parse import Parsed, parse
from suasion.types import Document, Quotation, Span

FILE = Path(__file__).parents[2] / "cases/says.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> tuple[Parsed, Relations, tuple[Quotation, ...]]:
    parsed = parse(Document("t", text))
    relations = find_relations(parsed, None)
    return parsed, relations, quotations(parsed, relations)


def words(spans: tuple[Span, ...]) -> list[str]:
    return [s.quote for s in spans]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_source_cue_content(case: dict[str, Any]) -> None:
    parsed, _, found = read(case["text"])
    mine = next(q for q in found if words(q.cue) == [case["cue"]])
    assert words(mine.source) == ([case["source"]] if case["source"] else [])
    assert case["content"] in words(mine.content)
    assert mine.direct == case["direct"]
    assert all(s.holds(parsed.document.text) for s in (*mine.source, *mine.cue, *mine.content))


def test_interrupted_quotation_is_one_relation_with_two_stretches() -> None:
    _, _, found = read('"We will not bow," the minister said, "to threats from anyone."')
    said = [q for q in found if words(q.cue) == ["said"]]
    assert len(said) == 1
    assert len(said[0].content) == 2


def test_scare_quotes_attribute_nothing() -> None:
    _, _, found = read('The "peace plan" collapsed on Monday.')
    assert found == ()


def test_first_person_thought_inside_a_quotation_is_no_quotation_of_its_own() -> None:
    _, _, found = read('"I think that war is near," the minister said.')
    assert [words(q.cue) for q in found] == [["said"]]


def test_sources_nest_outermost_first() -> None:
    parsed, relations, _ = read("A paper wrote that officials had said Iran attacked the tankers.")
    head = next(t.i for t in parsed.doc if t.text == "attacked")
    assert [r.predicate for r in relations.at(head)] == ["write", "say"]


def test_quotation_runs_on_in_the_next_paragraph() -> None:
    _, _, found = read(
        '"We will not bow to threats," the minister said.\n"The army stands ready to answer every one of them."'
    )
    assert len(found) == 2
    assert {tuple(words(q.source)) for q in found} == {("the minister",)}


def test_judgement_of_an_act_claims_nothing_of_it() -> None:
    parsed, relations, _ = read("Berlin condemned the attack on the tankers.")
    head = next(t.i for t in parsed.doc if t.text == "attack")
    assert relations.at(head) == ()


@pytest.mark.parametrize("text", ["", "\n\n", '"', '"""', "said said said", "“”‘’", "x " * 3000])
def test_any_text_is_read_without_error(text: str) -> None:
    parsed, _, found = read(text)
    assert all(s.holds(parsed.document.text) for q in found for s in (*q.source, *q.cue, *q.content))
