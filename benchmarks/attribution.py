"""Measure attribution, factuality, status and assessments.

    python benchmarks/attribution.py SHARED [--part polnear|factuality|status|assess] [--limit N]

SHARED holds `bench/attribution` and `gold`; their SOURCE.md and FORMAT.md tell what the figures
mean. Nothing of those texts is kept. The mapping from values to the scale -3 … 3 is fitted on
the training split of each factuality corpus.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from suasion.code.says import find_relations, quotations
from suasion.parse import parse_many
from suasion.types import Document, Quotation, Span

ROLES = ("source", "cue", "content")


def lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def plain_marks(text: str) -> str:
    """Double quotation marks typed as two apostrophes, made one character and a space."""
    return text.replace(" ''", '  "').replace("\n''", '\n "').replace("''", '" ') if "''" in text else text


def documents(records: Iterable[dict[str, Any]]) -> Iterator[Document]:
    for record in records:
        yield Document(id=record["id"], text=plain_marks(record["text"]), title=record.get("title") or "")


# --- PolNeAR -------------------------------------------------------------------------------


def norm(spans: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Spans without white space at their ends, so that only words are compared."""
    made = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        made.append((start, end))
    return tuple(sorted(made))


def flat(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


class Tally:
    """Exact spans and overlapping characters per role."""

    def __init__(self) -> None:
        self.n: Counter[tuple[str, str]] = Counter()

    def add(self, record: dict[str, Any], found: Iterable[Quotation]) -> None:
        text = record["text"]
        quotes = list(found)
        for role in ROLES:
            gold = Counter(s for a in record["attributions"] for s in norm(map(tuple, a[role]), text))
            mine = Counter(s for q in quotes for s in norm(flat(getattr(q, role)), text))
            gold, mine = Counter(set(gold)), Counter(set(mine))
            self.n[role, "gold"] += sum(gold.values())
            self.n[role, "mine"] += sum(mine.values())
            self.n[role, "both"] += sum((gold & mine).values())
            a = {i for s, e in gold for i in range(s, e)}
            b = {i for s, e in mine for i in range(s, e)}
            self.n[role, "inter"] += len(a & b)
            self.n[role, "union"] += len(a | b)

    def report(self) -> dict[str, dict[str, float]]:
        made = {}
        for role in ROLES:
            n = self.n
            p = n[role, "both"] / max(1, n[role, "mine"])
            r = n[role, "both"] / max(1, n[role, "gold"])
            f = 2 * p * r / (p + r) if p + r else 0.0
            made[role] = {
                "precision": p, "recall": r, "f1": f, "jaccard": n[role, "inter"] / max(1, n[role, "union"]),
            }  # fmt: skip
        return made


def polnear(shared: Path, limit: int | None) -> dict[str, dict[str, float]]:
    path = shared / "bench/attribution/polnear/dev.jsonl"
    records = [r for r in lines(path) if r["primary"]][:limit]
    tally = Tally()
    for record, parsed in zip(records, parse_many(documents(records)), strict=True):
        tally.add(record, quotations(parsed, find_relations(parsed, None)))
    return tally.report()
