"""A large dossier: time and peak memory of adding and importing, size, and queries as of a day.

    python benchmarks/dossier.py [--documents 10000] [--rows 1000000] [--out FILE.json]

Documents and GDELT rows are made up from a seed by the tests' own makers; coding them costs nothing, so that the
store alone is measured. Each part runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import dossier_makings as makings
import foreign_makings

from suasion.relate import dyads, timeline
from suasion.store import Dossier, Filter, add
from suasion.store.foreign import import_file

DAY = dt.date(2021, 6, 30)


def timed(what: Callable[[], Any]) -> float:
    """Seconds of one call, the second of two: the file is then in the system's memory."""
    what()
    start = time.perf_counter()
    what()
    return round(time.perf_counter() - start, 3)


def adding(path: Path, number: int) -> dict[str, Any]:
    start = time.perf_counter()
    add(path, makings.documents(number), lambda documents: map(makings.code, documents), makings.MAKER)
    took = time.perf_counter() - start
    return {"documents": number, "seconds": round(took, 1), "size_mb": round(path.stat().st_size / 2**20, 1)}


def asking(path: Path, _: int) -> dict[str, Any]:
    dossier, then = Dossier(path), Filter(as_of=DAY)
    two = Filter(as_of=DAY, actors=("USA", "CHN"))
    return {
        "counts_s": timed(dossier.counts),
        "timeline of two actors_s": timed(lambda: timeline(dossier, two)),
        "acts_s": timed(lambda: dossier.acts(then)),
        "relations by month_s": timed(lambda: dyads(dossier, "month", then)),
    }


def importing(path: Path, number: int) -> dict[str, Any]:
    file = path.with_suffix(".tsv")
    foreign_makings.write_gdelt(file, number)
    start = time.perf_counter()
    import_file(path, "gdelt", file)
    took = time.perf_counter() - start
    return {"rows": number, "seconds": round(took, 1), "monthly dyads_s": timed(lambda: dyads(Dossier(path), "month"))}


PARTS = {"add": adding, "ask": asking, "import": importing}


def apart(part: str, path: Path, number: int) -> dict[str, Any]:
    """A part in a process of its own, with its peak memory."""
    command = [sys.executable, __file__, "--part", part, "--path", str(path), "--number", str(number)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    made: dict[str, Any] = json.loads(out)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--out")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        made = PARTS[options.part](options.path, options.number)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**made, "peak_mb": round(peak)}))
        return
    with tempfile.TemporaryDirectory() as folder:
        small, large, foreign = (Path(folder) / f"{name}.duckdb" for name in ("small", "large", "foreign"))
        shown = {
            "add a tenth": apart("add", small, options.documents // 10),
            "add": apart("add", large, options.documents),
            "ask": apart("ask", large, 0),
            "import": apart("import", foreign, options.rows),
        }
    text = json.dumps(shown, indent=1)
    print(text)
    if options.out:
        Path(options.out).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
