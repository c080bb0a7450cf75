"""An answer at the terminal: its parts in order, and nothing in a text that could act."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from suasion.show.answer_text import markdown_of, sections, write_answer
from suasion.show.records import answer_record, dumps
from suasion.types import Answer, Coding, Consistency, Document, Evidence, Question, Verdict

DAY = dt.date(2022, 3, 20)
TEXT = "First line.\n\n\x1b[2J[bold]Beijing[/bold] <b>refused</b>\u202e *today*."
QUOTE = TEXT.split("\n")[2]
START = TEXT.index(QUOTE)


def _answer() -> Answer:
    evidence = (
        Evidence("d", "e1", "for", QUOTE, START, len(TEXT), "REJECT by the target"),
        Evidence("d", None, "against", "First line.", 0, 11, "met later", source="CHN"),
    )
    verdict = Verdict("failed", DAY, 1, 2, "low", evidence, ("what was said in private",), "d", ("rule one",))
    asked = Question("Did it work?", "did", "USA", "CHN", "RUS", DAY)
    notes = {"Limits": ("some",), "Demands": ("not to do AID",), "Contested": (), "Why this verdict": verdict.reasons}
    return Answer(asked, verdict, ("China did not.", "It refused."), notes=notes)


CODINGS = (Coding(Document("d", TEXT, DAY)),)


def test_sections_stand_in_the_readers_order() -> None:
    titles = [s.title for s in sections(_answer(), CODINGS)]
    assert titles == ["Evidence for the verdict", "Evidence against it", "Demands", "Not known", "Leans on", "Limits",
                      "Why this verdict"]  # fmt: skip


def test_what_tells_the_verdicts_apart_is_shown() -> None:
    rows = (
        Consistency("d", START, len(TEXT), (("succeeded", -0.4), ("failed", 0.5)), QUOTE),
        Consistency("d", 0, 11, (("succeeded", 0.01), ("failed", 0.0)), "First line."),
    )
    answer = _answer()
    shown = dataclasses.replace(answer, verdict=dataclasses.replace(answer.verdict, matrix=rows))
    section = next(s for s in sections(shown, CODINGS) if s.title == "What tells the verdicts apart")
    assert [item.small for item in section.items] == ["most for failed, most against succeeded"]


def test_a_quotation_has_its_place() -> None:
    first, second = (s.items[0].small for s in list(sections(_answer(), CODINGS))[:2])
    assert first == f"d, paragraph 2, characters {START}–{len(TEXT)}, e1; REJECT by the target"
    assert second == "d, paragraph 1, characters 0–11; according to CHN; met later"


def test_plain_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    write_answer(_answer(), CODINGS)
    out = capsys.readouterr().out
    assert out.startswith("FAILED as of 2022-03-20: USA → CHN about RUS\nconfidence low; policy result 1 × ")
    assert "  “[2J[bold]Beijing[/bold] <b>refused</b> *today*.”\n" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_coloured_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    write_answer(_answer(), CODINGS)
    out = capsys.readouterr().out
    assert out.startswith("\x1b[1;31mFAILED")
    assert "\x1b[2J" not in out
    assert "[bold]Beijing[/bold]" in out


def test_markdown_escapes_the_texts_marks() -> None:
    page = markdown_of(_answer(), CODINGS)
    assert page.startswith("# FAILED as of 2022-03-20: USA → CHN about RUS\n")
    assert r"- “\[2J\[bold\]Beijing\[/bold\] \<b\>refused\</b\> \*today\*.”" in page
    assert "## Evidence against it" in page


def test_the_record_keeps_the_text_as_it_is() -> None:
    record = answer_record(_answer())
    assert record["evidence"][0]["quote"] == QUOTE
    assert "\x1b" not in dumps(record)
