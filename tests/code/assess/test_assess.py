"""Assessments: kind, holder, hedge value and quotation."""

from __future__ import annotations

import pytest

from suasion.code.assess import find_assessments
from suasion.code.assess.features import Unit
from suasion.code.assess.find import score
from suasion.code.says import find_relations
from suasion.parse import parse
from suasion.types import AUTHOR, Assessment, Document


def read(text: str) -> tuple[Assessment, ...]:
    parsed = parse(Document("t", text))
    return find_assessments(parsed, None, find_relations(parsed, None))


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("Belgrade will not recognise Kosovo, and it will probably never try.", "prediction", "-"),
        ("What Riyadh wants above all is quiet on its border; it needs calm.", "interest", "+"),
        ("The announcement was probably meant to embarrass the prime minister before the vote.", "motive", "+"),
    ],
)
def test_kind_and_sign(text: str, kind: str, sign: str) -> None:
    found = [a for a in read(text) if a.kind == kind]
    assert found
    assert found[0].value.endswith(sign)
    assert found[0].holder == AUTHOR


def test_plain_news_is_no_assessment() -> None:
    assert read("The two ministers met in Oslo on 4 March 2009 and signed three agreements.") == ()


def test_quote_stands_at_its_offsets_and_reasons_are_given() -> None:
    text = "Talks opened in Oslo.\nWhat Riyadh wants above all is quiet; it needs calm on its border."
    for found in read(text):
        assert text[found.start : found.end] == found.quote
        assert found.reasons


def test_score_is_a_probability_that_grows_with_its_weights() -> None:
    unit = Unit(0, 1, ("cue=want",), {}, 0)
    low, high = score(unit, {"bias": -1.0}), score(unit, {"bias": -1.0, "cue=want": 2.0})
    assert 0 < low < 0.5 < high < 1


def test_empty_text_has_none() -> None:
    assert read("") == ()
