"""The command line's contract: exit codes, one-line errors, results alone on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from suasion.show.cli import COMMANDS

if TYPE_CHECKING:
    from conftest import Suasion

SEED = Path(__file__).parents[2] / "examples/washington-beijing-2022/article.txt"
QUESTION = "Did Washington's attempts to isolate Russia from China succeed?"
DAY = ("--date", "2022-03-20")


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", code]
    return subprocess.run(
        call, capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | environment
    )


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from suasion.show.cli import suasion; suasion.main(['--help'], standalone_mode=False); "
    code += "sys.exit(str([m for m in ('spacy', 'numpy', 'rich', 'yaml', 'importlib.metadata') if m in sys.modules]))"
    assert _python(code).stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(suasion: Suasion, name: str) -> None:
    done = suasion(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"suasion {name}" in done.out


def test_no_arguments_shows_help(suasion: Suasion) -> None:
    done = suasion()
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("code", "--format", "xml"),
        ("code", "--date", "2022-02-31"),
        ("ask",),
        ("ask", " ", str(SEED)),
        ("ask", "--batch", "no-such-file"),
        ("ask", "Did it?", "--batch", str(SEED)),
        ("who",),
        ("explain", str(SEED), "e999", *DAY),
    ],
)
def test_wrong_usage_is_exit_2_and_one_line(suasion: Suasion, words: tuple[str, ...]) -> None:
    done = suasion(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("suasion: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("SUASION_LEARNED", "maybe"), ("SUASION_MAX_CHARS", "-1"), ("SUASION_CODER", "none")],
)
def test_a_wrong_setting_is_named(suasion: Suasion, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    done = suasion("code", SEED)
    assert done.code == 2
    assert name in done.err


def test_one_bad_file_is_named_and_the_rest_is_coded(suasion: Suasion, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Turkey condemned Israel on Friday.", encoding="utf-8")
    done = suasion("code", tmp_path / "missing.txt", good, *DAY)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "missing.txt" in done.err
    (record,) = [json.loads(line) for line in done.out.splitlines()]
    assert record["id"] == "good"


def test_a_question_without_a_readable_file_gives_no_answer(suasion: Suasion, tmp_path: Path) -> None:
    done = suasion("ask", QUESTION, tmp_path / "missing.txt", "--format", "json")
    assert (done.code, done.out) == (1, "")


def test_offsets_hold_from_standard_input(suasion: Suasion) -> None:
    text = "“We won’t bow,” said Beijing \ud83d. Washington warned Beijing of consequences.\u2028Moscow refused.\n"
    row = json.dumps({"text": text, "id": "ü\x1b[31m"})
    done = suasion("code", "-", *DAY, stdin=row)
    (line,) = done.out.split("\n")[:-1]
    record = json.loads(line)
    assert record["id"] == "ü\x1b[31m"
    assert record["date"] == "2022-03-20"
    assert record["events"]
    for event in record["events"]:
        assert text[event["start"] : event["end"]] == event["quote"]
        for actor in (*event["source"], *event["target"]):
            assert text[actor["start"] : actor["end"]] == actor["text"]


def test_the_formats_of_code_hold_the_same_events(suasion: Suasion) -> None:
    lines = suasion("code", SEED, SEED, *DAY).out.splitlines()
    listed = json.loads(suasion("code", SEED, SEED, *DAY, "--format", "json").out)
    assert [json.loads(line) for line in lines] == listed
    table = suasion("code", SEED, *DAY, "--format", "table").out
    assert all(f" {event['id']} " in table for event in listed[0]["events"])


def test_an_undated_text_is_said_so(suasion: Suasion) -> None:
    done = suasion("ask", "Did Turkey sway Israel?", "-", stdin="Turkey condemned Israel on Friday.")
    assert "stdin: undated" in done.err
    record = json.loads(suasion("code", stdin="Turkey condemned Israel on Friday.").out)
    assert record["date"] is None
    assert record["warnings"]


def _answer(done_out: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(done_out)
    return answer


def test_ask_gives_the_contracts_json(suasion: Suasion) -> None:
    answer = _answer(suasion("ask", QUESTION, SEED, *DAY, "--format", "json").out)
    fields = "document question sender target third as_of verdict confidence score answer demand evidence unknowns"
    assert {*fields.split(), "leans_on"} <= answer.keys()
    assert answer["score"]["total"] == answer["score"]["policy_result"] * answer["score"]["contribution"]
    text = SEED.read_text(encoding="utf-8")
    for evidence in answer["evidence"]:
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["bears"] in ("for", "against")


def test_every_form_of_an_answer_names_the_verdict(suasion: Suasion) -> None:
    verdict = _answer(suasion("ask", QUESTION, SEED, *DAY, "--format", "json").out)["verdict"]
    assert suasion("ask", QUESTION, SEED, *DAY).out.startswith(f"{verdict.upper()} as of 2022-03-20: ")
    assert suasion("ask", QUESTION, SEED, *DAY, "--format", "markdown").out.startswith(f"# {verdict.upper()} ")
    assert verdict in suasion("ask", QUESTION, SEED, *DAY, "--format", "table").out


def test_batch_answers_each_question_from_its_own_record(suasion: Suasion, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "date": "2022-03-20", "text": "Ankara urged Paris to apologise. Paris refused.",
         "questions": [{"question": "Did Ankara sway Paris?"}, {"question": "Did Turkey get France to apologise?"}]},
        {"id": "b", "text": "No question here."},
        {"text": "Cairo asked Tripoli to talk.", "questions": [{"question": "Did Cairo sway Tripoli?"}, "no", {}]},
    ]  # fmt: skip
    file = tmp_path / "gold.txt"
    file.write_text("\n".join(map(json.dumps, rows)) + "\n{broken", encoding="utf-8")
    done = suasion("ask", "--batch", file, "--format", "jsonl")
    answers = [_answer(line) for line in done.out.splitlines()]
    assert [a["document"] for a in answers] == ["a", "a", "gold-3"]
    assert [a["question"] for a in answers][:2] == [q["question"] for q in rows[0]["questions"]]  # type: ignore[index]
    assert done.code == 1
    assert f"{file.name}:4" in done.err


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"id": "a", "text": "One."}], "no record puts a question"),
        ([{"id": "a", "text": "One.", "questions": [{"question": "Q?"}]}] * 2, "stood before"),
    ],
)
def test_a_batch_that_cannot_be_answered_is_refused(
    suasion: Suasion, tmp_path: Path, rows: list[dict[str, Any]], why: str
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = suasion("ask", "--batch", file)
    assert (done.code, done.out) == (1, "")
    assert why in done.err


def test_doctor_knows_the_model_and_says_when_it_is_missing(suasion: Suasion, monkeypatch: pytest.MonkeyPatch) -> None:
    done = suasion("doctor", "--format", "json")
    assert done.code == 0
    assert "its files are the ones we know" in json.loads(done.out)["model"]
    monkeypatch.setenv("SUASION_MODEL", "no_such_model")
    done = suasion("doctor")
    assert done.code == 1
    assert "not installed" in done.out
    done = suasion("code", stdin="Turkey condemned Israel.")
    assert done.code == 1
    assert done.err.count("\n") == 1


def test_score_names_the_line_of_a_bad_gold_record(suasion: Suasion, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "text": "One.", "events": [{"type": "AID"}]}', encoding="utf-8")
    done = suasion("score", file)
    assert (done.code, done.out) == (1, "")
    assert "gold.jsonl:1: no good field `events[0].source`" in done.err


def test_score_prints_both_parts(suasion: Suasion, tmp_path: Path) -> None:
    gold = {"id": "a", "date": "2022-03-20", "text": "Turkey condemned Israel.", "events": [
        {"type": "ACCUSE", "source": ["TUR"], "target": ["ISR"], "status": "asserted", "quote": "Turkey condemned"}],
    }  # fmt: skip
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(gold), encoding="utf-8")
    figures = json.loads(suasion("score", file, "--format", "json").out)
    assert figures["events"]["type"]["f1"] == 1.0
    assert figures["answers"]["questions"] == 0
    assert "f1 1.000" in suasion("score", file).out


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = f"import sys; sys.argv = ['suasion', 'code', {str(SEED)!r}, '--date', '2022-03-20']; "
    code += "from suasion.show.cli import main; main()"
    first, second = (_python(code, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert json.loads(first)["events"]


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    code = "import sys, os; os.close(1); os.dup2(os.pipe()[1], 1); r = os.pipe(); os.dup2(r[1], 1); os.close(r[0]); "
    code += "sys.argv = ['suasion', '--help']; from suasion.show.cli import main; main()"
    done = _python(code)
    assert (done.returncode, done.stderr) == (1, "")
