"""The command line's contract: exit codes, one-line errors, results alone on standard output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "examples/washington-beijing-2022/article.txt"
QUESTION = "Did Washington's attempts to isolate Russia from China succeed?"


def _run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from suasion.show.cli import main; main()", *words]
    return subprocess.run(call, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from suasion.show.cli import suasion; suasion.main(['--help'], standalone_mode=False); "
    code += "sys.exit(any(m in sys.modules for m in ('spacy', 'numpy', 'rich', 'yaml')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_no_arguments_shows_help() -> None:
    done = _run()
    assert done.returncode == 0
    assert "ask" in done.stdout


@pytest.mark.parametrize(
    "words",
    [("nosuch",), ("code", "--format", "xml"), ("ask",), ("code", "--date", "2022-02-31"), ("who",)],
)
def test_wrong_usage_is_exit_2(words: tuple[str, ...]) -> None:
    done = _run(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_one_bad_file_is_named_and_the_rest_is_coded(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Turkey condemned Israel on Friday.", encoding="utf-8")
    done = _run("code", str(tmp_path / "missing.txt"), str(good), "--date", "2022-03-20")
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert "Traceback" not in done.stderr
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert record["id"] == "good"


def test_offsets_hold_from_standard_input() -> None:
    text = "“We won’t bow,” said Beijing. Washington warned Beijing of consequences.\n"
    record = json.loads(_run("code", "-", "--date", "2022-03-20", stdin=text).stdout)
    for event in record["events"]:
        assert text[event["start"] : event["end"]] == event["quote"]
        for actor in (*event["source"], *event["target"]):
            assert text[actor["start"] : actor["end"]] == actor["text"]


def test_ask_gives_the_contracts_json() -> None:
    answer = json.loads(_run("ask", QUESTION, str(SEED), "--date", "2022-03-20", "--format", "json").stdout)
    fields = {"document", "question", "sender", "target", "third", "as_of", "verdict", "confidence", "score", "answer",
              "demand", "evidence", "unknowns", "leans_on"}  # fmt: skip
    assert fields <= answer.keys()
    assert answer["score"]["total"] == answer["score"]["policy_result"] * answer["score"]["contribution"]
    text = SEED.read_text(encoding="utf-8")
    for evidence in answer["evidence"]:
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["bears"] in ("for", "against")


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (_run("code", str(SEED), "--date", "2022-03-20").stdout for _ in range(2))
    assert first == second
