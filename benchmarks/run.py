"""Speed and memory, as ratios to the bare parse of the same texts; cold starts of the command line.

    python benchmarks/run.py GOLD.jsonl … [--words 60000] [--out benchmarks/results.json]

Each measurement runs in a process of its own, so that its peak memory is its own. Times are wall time: run it on
an idle machine. The texts are the records of the gold files, repeated up to the number of words wanted; in the
mix four of five texts are made-up other news.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

SEED: Final = Path(__file__).parent.parent / "examples/washington-beijing-2022/article.txt"
QUESTION: Final = "Did Washington's attempts to isolate Russia from China succeed?"
OTHER_NEWS: Final = (
    "The baker on the corner has changed her opening hours. From next week the shop sells bread from six in the "
    "morning, and cakes on weekends only. Customers had asked for rye loaves, which she will try in spring. Her "
    "brother, who keeps bees, supplies the honey. A heavy rain fell over the valley during the night, and the river "
    "rose by a hand. The choir practises on Tuesdays in the old hall; beginners are welcome and bring their own tea. "
)
# Starts of the command line that are timed, the best of which counts.
STARTS: Final = 3


def texts(files: list[str], words: int, political: bool) -> Iterator[tuple[str, str, dt.date]]:
    """(id, text, date) of records up to the number of words; in the mix every fifth is political."""
    rows = [json.loads(line) for f in files for line in Path(f).read_text(encoding="utf-8").splitlines() if line]
    told, number = 0, 0
    while told < words:
        row = rows[number % len(rows)]
        text = row["text"] if political or number % 5 == 0 else OTHER_NEWS * max(1, len(row["text"]) // len(OTHER_NEWS))
        yield f"{row['id']}-{number}", text, dt.date.fromisoformat(row["date"])
        told += len(text.split())
        number += 1


def measured(way: str, files: list[str], words: int, political: bool) -> dict[str, Any]:
    """One measurement, in this process: words a second and peak memory in MB."""
    from suasion.code import code_many
    from suasion.parse import parse_many
    from suasion.scale import code_documents
    from suasion.types import Document

    documents = [Document(name, text, day) for name, text, day in texts(files, words, political)]
    whole = sum(len(d.text.split()) for d in documents)
    list(code_many(parse_many(documents[:2])))  # models and tables are loaded outside the time
    start = time.perf_counter()
    if way == "parse":
        done = sum(1 for _ in parse_many(documents))
    elif way == "code":
        done = sum(1 for _ in code_many(parse_many(documents)))
    else:
        done = sum(1 for _ in code_documents(documents, int(way.removeprefix("jobs "))))
    took = time.perf_counter() - start
    if done != len(documents):
        raise SystemExit(f"{way}: {done} of {len(documents)} documents came back")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words": whole, "seconds": round(took, 2), "words_per_second": round(whole / took), "peak_mb": round(peak)}


def started(*command: str) -> float:
    """Seconds of the quickest of a few starts of a command."""
    best = float("inf")
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return round(best, 2)


def apart(way: str, options: argparse.Namespace, political: bool, words: int | None = None) -> dict[str, Any]:
    """A measurement in a process of its own."""
    command = [sys.executable, __file__, *options.gold, "--words", str(words or options.words), "--way", way]
    out = subprocess.run([*command, *([] if political else ["--mix"])], check=True, capture_output=True, text=True)
    made: dict[str, Any] = json.loads(out.stdout)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--out")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--mix", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(measured(options.way, options.gold, options.words, not options.mix)))
        return
    python = sys.executable
    made: dict[str, Any] = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "political": {way: apart(way, options, True) for way in ("parse", "code", "jobs 1", "jobs 2")},
        "mix": {way: apart(way, options, False) for way in ("parse", "code")},
        "short": apart("code", options, True, options.words // 10),
        "starts": {
            "python -c 'import spacy'": started(python, "-c", "import spacy"),
            "suasion --help": started(python, "-m", "suasion", "--help"),
            "suasion ask (seed)": started(python, "-m", "suasion", "ask", QUESTION, str(SEED), "--date", "2022-03-20"),
        },
    }
    speed = {way: row["words_per_second"] for way, row in made["political"].items()}
    made["ratios"] = {
        "code to parse": round(speed["code"] / speed["parse"], 2),
        "code to parse, mix": round(
            made["mix"]["code"]["words_per_second"] / made["mix"]["parse"]["words_per_second"], 2
        ),
        "jobs 2 to jobs 1": round(speed["jobs 2"] / speed["jobs 1"], 2),
        "memory, all words to a tenth": round(made["political"]["code"]["peak_mb"] / made["short"]["peak_mb"], 2),
    }
    shown = json.dumps(made, indent=1)
    print(shown)
    if options.out:
        Path(options.out).write_text(shown + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
