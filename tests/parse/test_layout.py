"""The page's structure and the plain copy keep every offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suasion.parse import parse
from suasion.parse.layout import blank, layout
from suasion.parse.plain import plain
from suasion.types import Document


@given(st.text())
def test_plain_copy_has_the_same_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("''We will not bow,'' he said.", ' "We will not bow,"  he said.'),
        ("He said: ‘‘No’’.", 'He said:  "No" .'),
        ("``No,'' he said.", ' "No,"  he said.'),
        ("the states' rights, it's x''y", "the states' rights, it's x''y"),
        ("'We will,' he said.", "'We will,' he said."),
    ],
)
def test_two_apostrophes_are_a_quotation_mark_in_place(text: str, copy: str) -> None:
    assert plain(text) == copy
    assert len(copy) == len(text)


def test_a_quotation_in_double_apostrophes_holds_its_words() -> None:
    text = "''We will not bow,'' he said."
    (quote,) = parse(Document("t", text)).quotes
    assert text[quote.start : quote.end] == "We will not bow,"


@given(st.text(alphabet="AB '\"\n:.-—x1", max_size=80))
def test_layout_stays_inside_the_text(text: str) -> None:
    page = layout(text)
    assert len(blank(text, page.blanked)) == len(text)
    for quote in page.quotes:
        assert 0 <= quote.start <= quote.end <= len(text)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("MOSCOW, March 18 (Reuters) - Russia warned Ukraine.", "MOSCOW, March 18 (Reuters)"),
        ("GENEVA — The talks ended.", "GENEVA"),
        ("BEIJING (AP) -- China refused.", "BEIJING (AP)"),
    ],
)
def test_dateline_is_a_label_and_not_a_subject(line: str, label: str) -> None:
    page = layout(line)
    assert page.dateline is not None
    assert page.dateline.text == label
    assert label.split(",")[0] not in blank(line, page.blanked)


@pytest.mark.parametrize("line", ["China — a cautious player — refused.", "Russia warned Ukraine - again."])
def test_a_dash_alone_makes_no_dateline(line: str) -> None:
    assert layout(line).dateline is None


def test_speaker_labels_are_found() -> None:
    page = layout("Q: Will you meet?\nMR. PRICE: We have said that we will.")
    assert [s.text for s in page.speakers] == ["Q", "MR. PRICE"]


def test_apostrophes_open_no_quotation() -> None:
    assert layout("China's and the states' rights aren't 'sacred and eternal' there.").quotes == (
        layout("China's and the states' rights aren't 'sacred and eternal' there.").quotes[-1],
    )


def test_curly_negation_is_kept() -> None:
    doc = parse(Document("d", "These concerns don’t mean that he agrees.")).doc
    assert any(t.dep_ == "neg" for t in doc)
