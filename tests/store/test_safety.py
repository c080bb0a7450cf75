"""Nothing is lost: kills at any moment, two writers, full disks, damaged files, other schemas."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import dossier_makings as makings
import pytest

from suasion.errors import StoreError
from suasion.store import Dossier, add
from suasion.store.connect import reading, sole_writer, steps, writing

ADDER = Path(__file__).with_name("adder.py")
NUMBER = 150


def _start(path: Path, number: int = NUMBER, seconds: float = 0.0, most: int | None = None) -> subprocess.Popen[str]:
    words = [sys.executable, str(ADDER), str(path), str(number), str(seconds)]
    words += [str(most)] if most else []
    return subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def _run(path: Path, number: int = NUMBER, most: int | None = None) -> tuple[int, str]:
    """Exit code and what it said."""
    run = _start(path, number, most=most)
    _, said = run.communicate()
    return run.returncode, said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one run leaves."""
    path = tmp_path_factory.mktemp("whole") / "case.duckdb"
    add(path, makings.documents(NUMBER), makings.code_many, makings.MAKER)
    return makings.dump(path)


# Six kills, so that the suite stays quick; `SUASION_KILLS=50` makes fifty.
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_any_moment_it_completes_to_the_same(tmp_path: Path, whole: dict[str, list[str]]) -> None:
    kills = int(os.environ.get("SUASION_KILLS", "6"))
    chance = random.Random(kills)
    path = tmp_path / "case.duckdb"
    killed = 0
    while killed < kills:
        run = _start(path, seconds=0.002)
        time.sleep(chance.uniform(0.2, 3.0))
        run.kill()
        run.communicate()
        if run.returncode == -signal.SIGKILL:
            killed += 1
        else:  # it was done before the kill
            assert makings.dump(path) == whole
            path.unlink()
    assert _run(path)[0] == 0
    assert makings.dump(path) == whole


def test_a_second_writer_is_told_and_loses_nothing(tmp_path: Path, whole: dict[str, list[str]]) -> None:
    path = tmp_path / "case.duckdb"
    with sole_writer(path):
        code, said = _run(path)
    assert code == 1
    assert "another run is writing to it" in said and said.count("\n") == 1
    assert _run(path)[0] == 0
    assert makings.dump(path) == whole


def test_readers_read_while_documents_are_added(tmp_path: Path, whole: dict[str, list[str]]) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=10)
    run = _start(path, seconds=0.02)
    seen = []
    while run.poll() is None:
        seen.append(Dossier(path).counts()["documents"])
        time.sleep(0.05)
    run.communicate()
    assert seen == sorted(seen) and len(seen) > 3
    assert makings.dump(path) == whole


def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path, whole: dict[str, list[str]]) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=70)
    before = makings.dump(path)
    code, said = _run(path, most=100_000)
    assert code == 1, said
    assert "the disk is full" in said and said.count("\n") == 1
    held = set(makings.dump(path)["documents"])
    assert held >= set(before["documents"])
    assert _run(path)[0] == 0
    assert makings.dump(path) == whole


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_said(tmp_path: Path, share: float) -> None:
    path = tmp_path / "case.duckdb"
    _run(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    code, said = _run(path)
    assert code == 1, said
    assert said.count("\n") == 1 and str(path) in said
    assert path.read_bytes() == data[: int(len(data) * share)]


def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("shopping list\n" * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match="no dossier"):
        add(path, [], makings.code_many, makings.MAKER)
    assert path.read_text(encoding="utf-8") == "shopping list\n" * 1000


def test_a_database_of_someone_else_is_refused(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "sales.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales (n INTEGER)")
    with pytest.raises(StoreError, match="other tables"):
        add(path, [], makings.code_many, makings.MAKER)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_file_is_said_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=5)
    path.chmod(0o444)
    with pytest.raises(StoreError, match="cannot be written"):
        add(path, makings.documents(9), makings.code_many, makings.MAKER)
    assert Dossier(path).counts()["documents"] == 5


def test_a_newer_schema_is_said(tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=5)
    with writing(path) as connection:
        connection.execute("INSERT INTO schema_steps VALUES (9999, 'later', NULL)")
    for call in (lambda: Dossier(path).counts(), lambda: add(path, [], makings.code_many, makings.MAKER)):
        with pytest.raises(StoreError, match="a newer Suasion made it"):
            call()


@pytest.mark.parametrize("by", ["reading", "adding"])
def test_an_older_schema_is_brought_up_to_date_and_keeps_all(tmp_path: Path, by: str) -> None:
    import duckdb

    path, old = tmp_path / "case.duckdb", tmp_path / "old.duckdb"
    _run(path, number=20)
    want = makings.dump(path)
    number, name, sql = steps()[0]
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE TABLE schema_steps (number INTEGER PRIMARY KEY, name VARCHAR, done_at TIMESTAMP)")
        connection.execute(sql)
        connection.execute("INSERT INTO schema_steps VALUES (?, ?, NULL)", [number, name])
        connection.execute(f"ATTACH '{path}' AS made (READ_ONLY)")
        there = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'").fetchall()
        for (table,) in there:
            if table != "schema_steps":
                connection.execute(f"INSERT INTO {table} SELECT * FROM made.{table}")
    if by == "reading":
        assert Dossier(old).counts()["documents"] == 20
    else:
        add(old, makings.documents(20), makings.code_many, makings.MAKER)
    assert makings.dump(old) == want


def test_a_failed_write_leaves_the_dossier_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=5)
    before = makings.dump(path)
    with pytest.raises(RuntimeError), writing(path) as connection:
        connection.execute("DELETE FROM documents")
        raise RuntimeError("stopped half-way")
    assert makings.dump(path) == before


def test_a_copy_of_the_file_is_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "case.duckdb"
    _run(path, number=5)
    copy = tmp_path / "copy.duckdb"
    shutil.copy(path, copy)
    assert makings.dump(copy) == makings.dump(path)
    with reading(copy) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(5,)]
