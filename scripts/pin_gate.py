"""Measure the gold files that are for measuring only; write tests/gate.json and docs/accuracy.md's table.

`make test` fails when a figure falls under its own in the file by more than `under`. Lowering a figure
needs a reason in the changelog.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from suasion.show.cli.score import measure

ROOT: Final = Path(__file__).parent.parent
GATE: Final = ROOT / "tests/gate.json"
PAGE: Final = ROOT / "docs/accuracy.md"
FILES: Final = ("dev.jsonl", "phenomena.jsonl")
# How far a figure may fall before the gate shuts: about one event or question of the smaller file (2026-11).
UNDER: Final = 0.01
_TABLE: Final = re.compile(r"(?<=<!-- gate -->\n).*(?=<!-- /gate -->)", re.DOTALL)


def gold(name: str) -> Path:
    """The gold file of a name."""
    return ROOT / "tests/cases/gold" / name


def digest(name: str) -> str:
    """The SHA-256 of a gold file."""
    return hashlib.sha256(gold(name).read_bytes()).hexdigest()


def figures(name: str) -> dict[str, float]:
    """The pinned figures of one gold file, each the better the higher, from 0 to 1."""
    found = measure(str(gold(name)))
    events, answers = found["events"], found["answers"]
    made: dict[str, Any] = {
        "precision": events["type"]["precision"],
        "recall": events["type"]["recall"],
        "type_f1": events["type"]["f1"],
        "pair_f1": events["pair"]["f1"],
        **{k: events[k] for k in ("status", "hard_status", "date", "attribution", "demand")},
        "untrapped": 1 - events["trapped"] / max(1, events["traps"]),
        **{k: answers[k] for k in ("parsed", "third", "verdict", "evidence")},
    }
    return {k: round(v, 3) for k, v in made.items() if v is not None}


def table(gate: Mapping[str, Any]) -> str:
    """The pinned figures as a Markdown table, a column a file."""
    names = list(gate["files"])
    rows = [f"| figure | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for figure in gate["files"][names[0]]["figures"]:
        shown = (gate["files"][name]["figures"].get(figure) for name in names)
        rows.append(f"| {figure} | {' | '.join('-' if v is None else f'{v:.3f}' for v in shown)} |")
    return "\n".join(rows) + "\n"


def paged(page: str, gate: Mapping[str, Any]) -> str:
    """The accuracy page with its table written anew."""
    return _TABLE.sub(lambda _: table(gate), page)


def main() -> None:
    gate = {"under": UNDER, "files": {n: {"sha256": digest(n), "figures": figures(n)} for n in FILES}}
    GATE.write_text(json.dumps(gate, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(paged(PAGE.read_text(encoding="utf-8"), gate), encoding="utf-8")


if __name__ == "__main__":
    main()
