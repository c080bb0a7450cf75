"""The report: one page that loads nothing, with every text in it as data."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import html
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from suasion.answer import ask
from suasion.pipeline import run
from suasion.show.report.html import report_html, report_pdf
from suasion.show.report.marks import paragraphs
from suasion.show.report.tables import csv_of
from suasion.show.report.view import view_of
from suasion.types import Answer, Coding, Document

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Suasion

TEXT = (
    "Kenya imposed sanctions on Uganda on Monday.\n\nKenya demanded that Uganda withdraw its troops from Sudan. "
    "Uganda rejected the demand. Sudan said that Uganda had attacked Kenya."
)
QUESTION = "Did Kenya make Uganda withdraw from Sudan?"
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> \u202eevil\u202c "><svg onload=alert(3)> {{ 7*7 }} '


@pytest.fixture(scope="module")
def codings() -> tuple[Coding, ...]:
    documents = [
        Document("plain", TEXT, dt.date(2022, 3, 20)),
        Document(
            "<b>hostile</b>", HOSTILE + TEXT, dt.date(2022, 3, 21), title=f"\ud83d {HOSTILE}", url="javascript:alert(4)"
        ),
    ]
    made: tuple[Coding, ...] = run("code", documents=documents)
    return made


@pytest.fixture(scope="module")
def answer(codings: tuple[Coding, ...]) -> Answer:
    return ask(QUESTION, codings)


@pytest.fixture(scope="module")
def page(answer: Answer, codings: tuple[Coding, ...]) -> str:
    return report_html(answer, codings)


def test_pieces_put_together_are_the_text(codings: tuple[Coding, ...]) -> None:
    coding = codings[0]
    lines = paragraphs(TEXT, coding.events, [(0, 5), (3, 60)], [(46, 100)])
    assert "\n\n".join("".join(p.text for p in line) for line in lines) == TEXT
    opened = [e.id for line in lines for piece in line for e in piece.opens]
    assert sorted(opened) == sorted(e.id for e in coding.events)
    anchors = [a for line in lines for piece in line for a in piece.anchors]
    assert anchors == ["q0-5", "q3-60", "q46-100"]


def test_the_report_shows_what_the_answer_holds(page: str, answer: Answer, codings: tuple[Coding, ...]) -> None:
    assert html.escape(QUESTION, quote=False) in page
    assert answer.verdict.name.capitalize() in page
    assert answer.verdict.evidence
    view = view_of(answer, codings)
    for item in (*view.evidence["for"], *view.evidence["against"]):
        assert f'href="{item.place}"' in page
        assert f'id="{item.place[1:]}"' in page
    assert page.count("<figure") == page.count("<svg ") >= 2


def test_every_link_inside_the_page_leads_somewhere_once(page: str) -> None:
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)


def test_the_report_loads_nothing(page: str) -> None:
    bare = re.sub(r'href="data:[^"]*"', "", page)
    assert re.findall(r'\b(?:src|href|action)="(?!#)([^"]*)"', bare) == []
    assert "url(" not in bare
    assert "default-src 'none'" in bare


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


def test_hostile_texts_are_shown_as_text(page: str) -> None:
    page.encode("utf-8")  # a lone surrogate does not stop it
    tags = _Tags()
    tags.feed(page)
    assert page.count("<script") == 1
    assert not {"img", "iframe", "object", "b"} & tags.names
    assert [a for a in tags.attributes if a[0].startswith("on") or a[1].lower().startswith("javascript:")] == []
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


def test_pictures_have_words_and_a_table(answer: Answer, codings: tuple[Coding, ...]) -> None:
    figures = view_of(answer, codings).figures
    assert {"timeline", "network"} <= {f.name for f in figures}
    for figure in figures:
        assert figure.words.endswith(".")
        assert all(len(row) == len(figure.table.columns) for row in figure.table.rows)
    assert figures[0].png.startswith(b"\x89PNG")


def test_csv_holds_no_formulas() -> None:
    text = csv_of(("a", "b"), [("=1+1", 2), ("-x", -2.5), ("@y", None), ("plain, \u202ewords\n", "+1")])
    rows = list(csv.reader(io.StringIO(text)))
    assert rows == [["a", "b"], ["'=1+1", "2"], ["'-x", "-2.5"], ["'@y", ""], ["plain, words ", "'+1"]]


def test_the_command_writes_one_file(suasion: Suasion, tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "out.html"
    text.write_text("Kenya imposed sanctions on Uganda on Monday.", encoding="utf-8")
    done = suasion("report", text, "Did Kenya sway Uganda?", "-o", out, "--date", "2022-03-20")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert "Did Kenya sway Uganda?" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("only.txt",), ("a.txt", " "), ("Did it?", __file__)])
def test_wrong_usage_is_one_line(suasion: Suasion, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = suasion("report", *words, "-o", tmp_path / "out.html")
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_the_pdf_is_one(codings: tuple[Coding, ...]) -> None:
    pytest.importorskip("weasyprint")
    coding = dataclasses.replace(codings[0], events=(), assessments=())
    assert report_pdf(ask("Who is pressing whom?", [coding]), [coding]).startswith(b"%PDF-")
