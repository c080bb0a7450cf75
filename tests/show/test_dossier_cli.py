"""The commands of the dossier: what they add, list, sum up and refuse."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dossier_makings as makings
import foreign_makings
import pytest

from suasion.show.cli.dossier import actor_code, is_dossier
from suasion.show.cli.progress import expected
from suasion.store import Dossier, add
from suasion.store.verdicts import last_verdict

if TYPE_CHECKING:
    from conftest import Suasion

PAGE = Path(__file__).parents[2] / "docs/dossier.md"
TEXTS = {
    "a": ("2022-03-21", "Kenya imposed sanctions on Uganda on Monday."),
    "b": ("2022-03-22", "The United States warned China of consequences if it sends arms to Russia."),
    "c": (None, "Norway condemned Belarus."),
}


def _json(out: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def _lines() -> str:
    return "\n".join(json.dumps({"id": k, "date": d, "text": t}) for k, (d, t) in TEXTS.items())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of made-up reports, coded without a model."""
    path = tmp_path_factory.mktemp("made") / "case.duckdb"
    documents = [
        *makings.quarrel(),
        makings.document(6, "Moscow met Washington over an island.", None),
    ]
    add(path, documents, makings.code_many, makings.MAKER)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copy(made, tmp_path / "case.duckdb"))


def test_add_counts_names_failures_and_passes_over_what_is_known(suasion: Suasion, tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    done = suasion("add", path, "-", tmp_path / "missing.txt", "--format", "json", stdin=_lines())
    assert done.code == 1
    (row,) = _json(done.out)
    assert (row["new"], row["known"], row["failed"], row["documents"], row["events"]) == (3, 0, 1, 3, 3)
    said = done.err.splitlines()
    assert len(said) == 2 and "missing.txt: no such file" in said[0] and "1 new documents are undated" in said[1]
    again = suasion("add", path, "-", "--format", "json", stdin=_lines())
    assert (again.code, again.err) == (0, "")
    assert [_json(again.out)[0][k] for k in ("new", "known")] == [0, 3]
    listed = _json(suasion("timeline", path, "--format", "json").out)
    assert [(r["source"], r["type"], r["target"], r["document"]) for r in listed] == [
        (["KEN"], "SANCTION", ["UGA"], "a"), (["USA"], "THREATEN", ["CHN"], "b"), (["NOR"], "ACCUSE", ["BLR"], "c"),
    ]  # fmt: skip
    answer = json.loads(suasion("ask", "Did Washington sway Beijing?", path, "--keep", "--format", "json").out)
    assert (answer["sender"], answer["target"], answer["as_of"]) == ("USA", "CHN", "2022-03-22")
    assert last_verdict(path, answer["question"]) == answer["verdict"]
    early = suasion("ask", "Did Washington sway Beijing?", path, "--as-of", "2022-03-21", "--format", "json")
    assert "1 undated documents are seen only without --as-of" in early.err
    assert all(e["document"] != "b" for e in json.loads(early.out)["evidence"])
    recoded = suasion("recode", path, "--format", "jsonl")
    assert (recoded.code, recoded.out) == (0, "")
    assert "documents coded anew, 0 of them changed" in recoded.err


def test_timeline_is_filtered_as_asked(suasion: Suasion, made: Path) -> None:
    def types(*words: str) -> list[str]:
        return [r["type"] for r in _json(suasion("timeline", made, *words, "--format", "json").out)]

    assert len(types()) == 7
    assert types("--as-of", "2022-03-02") == ["THREATEN", "SUPPORT"]
    assert types("--actor", "Moscow") == ["SUPPORT", "SANCTION", "CONSULT"]
    assert types("--source", "USA", "--status", "asserted") == ["THREATEN", "SANCTION"]
    assert types("--type", "sanction", "--since", "2022-04-01") == ["SANCTION"]
    assert types("--target", "united states", "--until", "2022-04-30") == ["AID"]


@pytest.mark.parametrize(
    "command",
    [("timeline",), ("relate", "USA", "CHN"), ("network",), ("network", "--of", "triads"),
     ("network", "--of", "actors"), ("watch", "--peek")],
)  # fmt: skip
def test_the_formats_hold_the_same_rows(suasion: Suasion, made: Path, command: tuple[str, ...]) -> None:
    name, *rest = command

    def out(form: str) -> str:
        done = suasion(name, made, *rest, "--format", form)
        assert done.code == 0, done.err
        text: str = done.out
        return text

    rows = _json(out("json"))
    assert rows == [json.loads(line) for line in out("jsonl").splitlines()]
    cells = list(csv.DictReader(io.StringIO(out("csv"))))
    assert len(cells) == len(rows) and all(list(c) == list(r) for c, r in zip(cells, rows, strict=True))
    assert out("table").count("\n") >= len(rows) + 1


def test_relate_takes_names_and_never_a_sum_without_its_count(suasion: Suasion, made: Path) -> None:
    rows = _json(suasion("relate", made, "Washington", "chn", "--by", "month", "--format", "json").out)
    assert [(r["period"], r["source"], r["n"], r["score_n"], r["score_sum"]) for r in rows] == [
        ("2022-03-01", "USA", 2, 2, -9.5), ("2022-04-01", "CHN", 1, 1, 10.0),
    ]  # fmt: skip
    weeks = _json(
        suasion("relate", made, "USA", "CHN", "--by", "week", "--as-of", "2022-03-20", "--format", "json").out
    )
    assert [r["period"] for r in weeks] == ["2022-02-28", "2022-03-14"]


def test_network_tells_what_would_balance_a_triad(suasion: Suasion, made: Path) -> None:
    path = made.with_name("three.duckdb")
    text = "Washington aided Beijing. Beijing aided Moscow. Moscow sanctioned Washington."
    add(path, [makings.document(1, text)], makings.code_many, makings.MAKER)
    (triad,) = _json(suasion("network", path, "--of", "triads", "--format", "json").out)
    assert (triad["actors"], triad["signs"], triad["balanced"]) == (["CHN", "RUS", "USA"], ["+", "+", "-"], False)
    assert triad["advice"] == "would be balanced if RUS and USA turned friendly"


def test_watch_shows_what_came_since_the_last_look(suasion: Suasion, path: Path) -> None:
    def kinds(*words: str) -> list[str]:
        return [r["what"] for r in _json(suasion("watch", path, *words, "--format", "json").out)]

    assert kinds("--peek") == kinds("--peek") == ["document"] * 6 + ["act"] * 7
    assert kinds("--ask", "Did Washington sway Beijing?") == ["document"] * 6 + ["act"] * 7 + ["verdict"]
    assert kinds() == []
    later = [makings.document(9, "Then Washington warned Beijing over steel.", "2022-03-04")]
    add(path, later, makings.code_many, makings.MAKER)
    rows = _json(suasion("watch", path, "--format", "json").out)
    (act,) = [r for r in rows if r["what"] == "act"]
    assert (act["before"], act["now"], act["new_reports"], act["reports"]) == ("asserted", "asserted", 1, 3)


def test_import_accounts_for_every_row(suasion: Suasion, path: Path) -> None:
    file = path.with_name("20220320.export.CSV")
    written = foreign_makings.write_gdelt(file, 500)
    (row,) = _json(suasion("import", "gdelt", path, file, "--format", "json").out)
    assert row["rows"] == 500 == sum(row[k] for k in ("taken", "malformed", "duplicates", "known", "no_equivalent"))
    assert row["duplicates"] == written["duplicate"]
    refused = suasion("import", "icews", path, file)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1 and "check the format" in refused.err


def test_recode_lists_what_changed(suasion: Suasion, tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    add(path, [makings.document(1, "Kenya imposed sanctions on Uganda.")], makings.code_many, makings.MAKER)
    done = suasion("recode", path, "--format", "json")
    (row,) = _json(done.out)
    assert (row["document"], row["change"], row["before"]) == ("d1", "added", None)
    assert row["after"] == "KEN SANCTION UGA [asserted]"
    assert "1 documents coded anew, 1 of them changed" in done.err


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("timeline", "no.duckdb"), 1, "no such dossier"),
        (("timeline", "{made}", "--actor", "Atlantis"), 2, "no actor 'Atlantis'"),
        (("timeline", "{made}", "--type", "HUG"), 2, "HUG"),
        (("relate", "{made}", "USA", "Washington"), 2, "same actor"),
        (("relate", "{made}", "USA"), 2, "'B'"),
        (("network", "{made}", "--as-of", "soon"), 2, "not a date"),
        (("import", "acled", "{made}", "x"), 2, "acled"),
        (("ask", "Did A sway B?", "{made}", "-", "--keep"), 2, "--keep needs one dossier"),
        (("watch", "{here}"), 1, "no dossier"),
    ],
)
def test_what_goes_wrong_is_one_line(suasion: Suasion, made: Path, words: tuple[str, ...], code: int, why: str) -> None:
    done = suasion(*(w.format(made=made, here=Path(__file__)) for w in words))
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("suasion: ") and done.err.count("\n") == 1 and why in done.err


def test_a_dossier_is_told_by_its_ending_or_first_bytes(made: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(made, tmp_path / "case"))
    text = tmp_path / "a.txt"
    text.write_text("12345678DUC", encoding="utf-8")
    assert [is_dossier(str(p)) for p in (copy, tmp_path / "x.duckdb", text, tmp_path, "-")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert len(Dossier(copy).acts()) == 7


@pytest.mark.parametrize(
    ("name", "code"),
    [("usa", "USA"), ("Beijing", "CHN"), ("european union", "EU"), ("Hamas", "HAMAS"), ("QX7", "QX7")],
)
def test_actors_are_named_by_code_or_name(name: str, code: str) -> None:
    assert actor_code(name) == code


def test_the_pages_examples_do_what_they_say(suasion: Suasion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `$ suasion` line of docs/dossier.md, in order, gives the lines under it."""
    page = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (reports,) = re.findall(r"```jsonl\n(.*?)```", page, re.DOTALL)
    (tmp_path / "reports.jsonl").write_text(reports, encoding="utf-8")
    run = 0
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for call, want in re.findall(r"^\$ suasion (.*)\n((?:[^$].*\n)*)", block, re.MULTILINE):
            done = suasion(*shlex.split(call))
            assert (done.code, done.err) == (0, ""), call
            assert [line.rstrip() for line in done.out.splitlines()] == want.splitlines(), call
            run += 1
    assert run == page.count("\n$ suasion ") == 10
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})


def test_how_many_documents_are_expected(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (
        ("in/a.txt", "One."),
        ("in/x.exe", "?"),
        ("in/b.jsonl", "{}\n{}\n{}\n"),
        ("c.html", "<p>One</p>"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert expected([str(tmp_path / "in"), str(tmp_path / "c.html")]) == 5
    assert expected([]) is expected(["https://news.example/1"]) is expected([str(tmp_path / "nothing.txt")]) is None
