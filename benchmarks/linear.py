"""Time against length for texts made to hold a parser up; writes a plot and a table.

    python benchmarks/linear.py [--most CHARACTERS] [--plot docs/linear.svg] [--out benchmarks/linear.json]

Each pattern is coded at doubling lengths. The exponent is the slope of log time over log length at the longer
half of the lengths: 1 is linear, 2 quadratic. Time is that of the process, so that a busy machine disturbs little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from suasion.code import code_document
from suasion.parse import parse
from suasion.show.records import coding_record, dumps
from suasion.types import Document

DAY: Final = dt.date(2022, 3, 20)
# What is repeated up to the length wanted.
PATTERNS: Final = {
    "plain news": "Kenya imposed sanctions on Uganda on Monday. ",
    "one letter": "a",
    "digits": "1",
    "numbers": "12 ",
    "parentheses": "(",
    "nested marks": "\"'(",
    "single quotes": "' ",
    "quotations": '"We will act," he said. ',
    "never closed": '"We will act. ',
    "actors": "Russia, China, the United States and ",
    "pronouns": "we said that they ",
    "dates": "on 3 March 2022 by Friday ",
    "sayings": "Kenya said that ",
    "denials": "Kenya denied it. ",
    "nominals": "Kenya said the minister told the government that the two sides ",
    "threats": "threatened to ",
    "labels": "MR. LEE: We will act.\n",
    "line ends": "\n",
    "addresses": "https://example.org/a?b=c&d=e#f",
    "other script": "中国",
}  # fmt: skip
# Lengths are halved from the longest so many times.
STEPS: Final = 4
# Times under this tell nothing of growth (seconds).
_NOISE: Final = 0.05


def seconds(text: str) -> float:
    """Processor time to parse, code and write out a text."""
    before = time.process_time()
    dumps(coding_record(code_document(parse(Document("x", text, DAY)))))
    return time.process_time() - before


def measure(
    unit: str, lengths: list[int], clock: Callable[[str], float] = seconds
) -> tuple[list[tuple[int, float]], float]:
    """(length, seconds) at each length, and the exponent of growth over the longer half; 1.0 where all is noise."""
    rows = [(length, clock((unit * (length // len(unit) + 1))[:length])) for length in lengths]
    told = [(math.log(n), math.log(s)) for n, s in rows[len(rows) // 2 - 1 :] if s > _NOISE]
    if len(told) < 2:
        return rows, 1.0
    slope, _ = statistics.linear_regression([n for n, _ in told], [s for _, s in told])
    return rows, slope


def plot(measured: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """Time over length, both on logarithmic scales, a line a pattern."""
    import altair

    values = [
        {"pattern": name, "characters": n, "seconds": max(s, 0.001)} for name, rows in measured.items() for n, s in rows
    ]
    chart = (
        altair.Chart({"values": values}, width=560, height=360, title="Time to code a hostile text")
        .mark_line(point=True)
        .encode(
            x=altair.X("characters:Q", scale=altair.Scale(type="log"), title="characters"),
            y=altair.Y("seconds:Q", scale=altair.Scale(type="log"), title="seconds of one processor"),
            color=altair.Color("pattern:N", scale=altair.Scale(scheme="tableau20"), title="repeated"),
        )
    )
    chart.save(str(path))


def main() -> None:
    """Measure every pattern, print the table, write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=40_000)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    lengths = [given.most >> back for back in range(STEPS - 1, -1, -1)]
    seconds("Kenya imposed sanctions on Uganda.")  # load what is loaded once
    measured: dict[str, list[tuple[int, float]]] = {}
    exponents: dict[str, float] = {}
    for name, unit in PATTERNS.items():
        measured[name], exponents[name] = measure(unit, lengths)
        times = " ".join(f"{s:8.2f}" for _, s in measured[name])
        print(f"{name:15} {times}  exponent {exponents[name]:.2f}", flush=True)
    if given.plot:
        plot(measured, given.plot)
    if given.out:
        rows = {name: {"seconds": measured[name], "exponent": round(exponents[name], 2)} for name in PATTERNS}
        given.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
