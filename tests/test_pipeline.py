"""The stage table holds together, and `run` walks it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from suasion.errors import ReadError, UsageError
from suasion.pipeline import STAGES, Stage, run
from suasion.types import Answer, Document

TEXT = "Ankara urged Paris to apologise. Paris refused."
DOCUMENT = Document("a", TEXT, dt.date(2022, 3, 20))


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_stage_is_there_and_is_fed_by_those_before(stage: Stage) -> None:
    place = STAGES.index(stage)
    given = {"files", "question"} | {before.adds for before in STAGES[:place]}
    assert set(STAGES[place].needs) <= given
    assert callable(STAGES[place].load())


def test_files_come_out_as_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"20 March 2022\n{TEXT}", encoding="utf-8")
    answer = run("answer", files=[str(file)], question="Did Ankara sway Paris?")
    assert isinstance(answer, Answer)
    assert (answer.question.sender, answer.question.target) == ("TUR", "FRA")
    assert answer.question.as_of == DOCUMENT.date


def test_what_is_given_is_not_made_again() -> None:
    (coding,) = run("code", documents=[DOCUMENT])
    assert coding.document is DOCUMENT
    assert run("code", codings=(coding,)) == (coding,)


def test_what_cannot_be_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no stage 'fly'"):
        run("fly", documents=[])
    with pytest.raises(UsageError, match="'question'"):
        run("answer", documents=[DOCUMENT])
    with pytest.raises(ReadError, match="no such file"):
        run("read", files=[str(tmp_path / "none.txt")])
