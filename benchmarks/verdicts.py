"""Measure questions and verdicts: `verdicts.py --gold FILE... [--oracle]` or `verdicts.py --eusanct FILE`.

The gold files are those of docs/scoring.md; `--oracle` judges from the gold's own events, which tells
the judge's faults from the coder's. The other is the file of EUSANCT case summaries with the experts'
scores (Weber and Schneider 2022), which carries no licence: it is measured on and not shipped. Its
cases are halved by the hash of their id; only the first half may be looked at when rules are changed.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import f1_score

from suasion.answer import ask
from suasion.code import code_many
from suasion.parse import parse_many
from suasion.types import Answer, Coding, Demand, Document, Event, Mention

SUCCESS = 9  # Hufbauer, Schott and Elliott: a success from 9 of 16 on


def rows_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def document_of(row: dict[str, Any]) -> Document:
    return Document(row["id"], row["text"], dt.date.fromisoformat(row["date"]) if row.get("date") else None)


def oracle(row: dict[str, Any], coding: Coding) -> Coding:
    """The coding with the gold's events in the place of the coder's."""

    def mentions(codes: Sequence[str], at: int) -> tuple[Mention, ...]:
        return tuple(Mention(code.split()[0], None, None, "", at, at) for code in codes)

    made = []
    for number, gold in enumerate(row["events"]):
        at = max(0, row["text"].find(gold.get("quote") or ""))
        quote = gold.get("quote") or ""
        wanted = gold.get("demand")
        demand = wanted and Demand(
            wanted["polarity"].split("|")[0], wanted["type"].split("|")[0], tuple(wanted.get("source") or ()),
            tuple(wanted.get("target") or ()), quote, at, at + len(quote),
        )  # fmt: skip
        made.append(
            Event(
                f"e{number + 1}", gold["type"].split("|")[0], mentions(gold["source"], at),
                mentions(gold["target"] or ["UNKNOWN"], at), gold["status"].split("|")[0],
                quote, at, at + len(quote), demand=demand or None, anchor=(at, at),
            )
        )  # fmt: skip
    return dataclasses.replace(coding, events=tuple(made), faint=())


def touches(text: str, quotes: Sequence[str], answer: Answer) -> bool | None:
    spans = [(at, at + len(q)) for q in quotes if (at := text.find(q)) >= 0]
    if not spans:
        return None
    return any(a < e.end and e.start < b for a, b in spans for e in answer.verdict.evidence)


def gold_figures(path: str, use_oracle: bool) -> Iterator[str]:
    rows = [r for r in rows_of(path) if r.get("questions")]
    codings = list(code_many(parse_many([document_of(r) for r in rows])))
    n: Counter[str] = Counter()
    per: dict[str, list[int]] = {}
    seconds = 0.0
    for row, coding in zip(rows, codings, strict=True):
        seen = oracle(row, coding) if use_oracle else coding
        for q in row["questions"]:
            start = time.perf_counter()
            answer = ask(q["question"], [seen])
            seconds += time.perf_counter() - start
            n["questions"] += 1
            n["parsed"] += (answer.question.sender, answer.question.target) == (q["sender"], q["target"])
            n["third"] += answer.question.third == q.get("third")
            right = answer.verdict.name in q["verdict"].split("|")
            kind = answer.verdict.name if right else q["verdict"].split("|")[0]
            cell = per.setdefault(kind, [0, 0])
            cell[0] += right
            cell[1] += 1
            told = touches(row["text"], q.get("evidence", []), answer)
            n["evidenced"] += told is not None
            n["evidence"] += told is True
            if "contribution" in q:
                n["scored"] += 1
                n["policy result"] += answer.verdict.policy_result == q["policy_result"]
                n["contribution"] += answer.verdict.contribution == q["contribution"]
    whole = n["questions"]
    macro = float(np.mean([a / b for a, b in per.values()]))
    yield f"{Path(path).name}: {whole} questions, {1000 * seconds / max(1, whole):.0f} ms each after coding"
    evidence = n["evidence"] / max(1, n["evidenced"])
    yield f"  parsed {n['parsed'] / whole:.3f}  third {n['third'] / whole:.3f}  evidence {evidence:.3f}"
    yield f"  verdict {sum(a for a, _ in per.values()) / whole:.3f}  macro {macro:.3f}  " + "  ".join(
        f"{k} {a}/{b}" for k, (a, b) in sorted(per.items())
    )
    if n["scored"]:
        result, share = n["policy result"] / n["scored"], n["contribution"] / n["scored"]
        yield f"  policy result {result:.3f}  contribution {share:.3f}"


def half_of(name: str) -> str:
    return "first" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "second"


def eusanct_figures(path: str) -> Iterator[str]:
    rows = rows_of(path)
    halves: dict[str, list[tuple[Answer, dict[str, Any]]]] = {"first": [], "second": []}
    for row, coding in zip(rows, code_many(parse_many([document_of(r) for r in rows])), strict=True):
        for q in row["questions"]:
            halves[half_of(row["id"])].append((ask(q["question"], [coding]), q))
    for name, pairs in (*halves.items(), ("both", [p for half in halves.values() for p in half])):
        got = [a.verdict.name for a, _ in pairs]
        want = [
            g if g in q["verdict"].split("|") else q["verdict"].split("|")[0]
            for g, (_, q) in zip(got, pairs, strict=True)
        ]
        totals = [a.verdict.policy_result * a.verdict.contribution for a, _ in pairs]
        success = np.mean([(t >= SUCCESS) == q["hse_success"] for t, (_, q) in zip(totals, pairs, strict=True)])
        rho = spearmanr(totals, [q["hse_score"] for _, q in pairs]).statistic
        always = np.mean([not q["hse_success"] for _, q in pairs])
        right = np.mean([g == w for g, w in zip(got, want, strict=True)])
        yield (
            f"{name} half: {len(pairs)} cases  verdict {right:.3f}  "
            f"macro-F1 {f1_score(want, got, average='macro', zero_division=0):.3f}  hse_success {success:.3f} "
            f"(always failing {always:.3f})  rho {rho:.3f}  {dict(sorted(Counter(got).items()))}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="*", default=[])
    parser.add_argument("--eusanct")
    parser.add_argument("--oracle", action="store_true", help="judge from the gold's own events")
    options = parser.parse_args()
    for path in options.gold:
        for line in gold_figures(path, options.oracle):
            print(line)
    if options.eusanct:
        for line in eusanct_figures(options.eusanct):
            print(line)


if __name__ == "__main__":
    main()
