"""The same input gives the same bytes: whatever the hash seed, the number of processes, and what is coded beside it."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

from suasion.pipeline import run
from suasion.show.records import coding_record, dumps
from suasion.types import Document

TEXTS = (
    "Kenya imposed sanctions on Uganda on Monday. Uganda denied the charge, and the two sides met in Rome.",
    "“We will answer,” said the Russian foreign minister. The United States, France and Germany condemned Moscow.",
    "Biden told Xi that China would face consequences if it gave Russia material support. Beijing rejected the threat.",
    "The museum is open on weekdays.",
    "Egypt, Iran and Qatar agreed to withdraw their troops by 3 May. NATO and the European Union welcomed it.",
)
RECORDS = [{"id": f"d{n}", "text": text, "date": "2024-05-10"} for n, text in enumerate(TEXTS * 4)]


def _lines(path: Path, seed: int, jobs: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "suasion", "code", str(path), "--jobs", str(jobs)],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().splitlines()


def test_the_same_bytes_over_hash_seeds_jobs_and_orders(tmp_path: Path) -> None:
    """Two processes with one seed, one with another, this one in the opposite order."""
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    one = _lines(path, seed=1, jobs=1)
    two = _lines(path, seed=2, jobs=2)
    day = dt.date(2024, 5, 10)
    backwards = [Document(str(r["id"]), str(r["text"]), day) for r in reversed(RECORDS)]
    here = [dumps(coding_record(coding)) for coding in run("code", documents=backwards)]
    assert len(one) == len(RECORDS)
    assert any('"type"' in line for line in one)
    assert one == two
    assert one == here[::-1]
