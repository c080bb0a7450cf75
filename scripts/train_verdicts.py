"""Train the verdict scale on our own gold: `train_verdicts.py GOLD.jsonl... [--write]`.

The documents are coded by the coder itself, so that the scale knows its faults. Figures are of
five-fold cross-validation by document.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from suasion.code import code_many
from suasion.judge.clues import clues_of
from suasion.judge.verdict import _general
from suasion.judge.weigh import FILE, RULES, VERDICTS, Scale, best, names_of
from suasion.parse import parse_many
from train_acts import FOLDS, document_of, read_gold

MIN_COUNT = 3
STRENGTH = 0.05  # inverse of the L2 penalty, chosen by cross-validation 2026-11

Row = tuple[tuple[str, ...], list[str], int]


def gather(docs: list[dict[str, Any]]) -> list[Row]:
    """Names, right verdicts and the document's number, for each question with both actors."""
    asked = [d for d in docs if d.get("questions")]
    rows: list[Row] = []
    for number, (doc, coding) in enumerate(
        zip(asked, code_many(parse_many([document_of(d) for d in asked])), strict=True)
    ):
        for q in doc["questions"]:
            sender, target = str(q["sender"]).split("+")[0], str(q["target"]).split("+")[0]
            clues = clues_of([coding], sender, target, q.get("third"), q["question"])
            rows.append((names_of(clues, _general([coding], sender, target)), q["verdict"].split("|"), number))
    return rows


def fit(rows: list[Row], strength: float = STRENGTH) -> Scale:
    counts = Counter(n for names, *_ in rows for n in set(names))
    kept = sorted(n for n, k in counts.items() if k >= MIN_COUNT)
    index = {n: i for i, n in enumerate(kept)}
    columns: list[int] = []
    pointers, labels = [0], []
    for names, right, _ in rows:
        columns += sorted({index[n] for n in names if n in index})
        pointers.append(len(columns))
        labels.append(right[0])
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(kept)))
    model = LogisticRegression(C=strength, max_iter=800, class_weight="balanced")
    model.fit(matrix, labels)
    bias = {str(c): round(float(b), 3) for c, b in zip(model.classes_, model.intercept_, strict=True)}
    weights = {
        name: {str(c): round(float(w), 3) for c, w in zip(model.classes_, model.coef_[:, i], strict=True)}
        for name, i in index.items()
        if float(np.abs(model.coef_[:, i]).max()) >= 0.01
    }
    return Scale(bias, weights)


def accuracy(rows: list[Row], guess: list[str]) -> tuple[float, float]:
    per: dict[str, list[int]] = {v: [0, 0] for v in VERDICTS}
    for (_, right, _), g in zip(rows, guess, strict=True):
        kind = g if g in right else right[0]
        per[kind][0] += g in right
        per[kind][1] += 1
    return sum(a for a, _ in per.values()) / len(rows), float(np.mean([a / max(1, b) for a, b in per.values()]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = gather(read_gold(options.gold))
    print("rules alone  accuracy {:.3f} macro {:.3f}".format(*accuracy(rows, [best(RULES.add(n)) for n, *_ in rows])))
    for strength in (0.01, 0.03, 0.05, 0.1, 0.3):
        guess = [""] * len(rows)
        for fold in range(FOLDS):
            scale = fit([r for r in rows if r[2] % FOLDS != fold], strength)
            for i, (names, _, number) in enumerate(rows):
                if number % FOLDS == fold:
                    guess[i] = best(scale.add(names))
        print(f"C {strength}  " + "accuracy {:.3f} macro {:.3f}".format(*accuracy(rows, guess)))
    if options.write:
        scale = fit(rows)
        out = Path(__file__).parent.parent / "src/suasion/judge" / FILE
        data = {"bias": scale.bias, "weights": scale.by_name}
        out.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print("written", file=sys.stderr)


if __name__ == "__main__":
    main()
