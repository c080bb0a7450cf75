"""Train the reading of questions on our own gold: `train_roles.py GOLD.jsonl... [--write]`.

A conditional logit over the castings of sender and target, and over third parties. Figures are of
five-fold cross-validation by document.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from suasion.answer.named import named_in
from suasion.answer.roles import FILE, Features, pair_features, pairs, third_features, thirds, told_by
from suasion.code import code_many
from suasion.parse import parse_many
from suasion.types import Coding
from train_acts import FOLDS, document_of, read_gold

MIN_COUNT = 3
STRENGTH = 1.0  # weight of the squared weights, chosen by cross-validation 2026-11


@dataclass
class Choice:
    """Castings to choose from, the right one's place (-1: not among them), and the document."""

    options: list[Features]
    right: int
    document: int


def gather(docs: list[dict[str, Any]], codings: Sequence[Coding]) -> tuple[list[Choice], list[Choice]]:
    """The choices of pairs, and of thirds given the right pair, for each question."""
    first, second = [], []
    for number, (doc, coding) in enumerate(zip(docs, codings, strict=True)):
        told = told_by([coding])
        for q in doc["questions"]:
            named = named_in(q["question"], [coding], coding.document.date)
            options = pairs(named, told)
            right = (q["sender"], q["target"])
            place = options.index(right) if right in options else -1
            first.append(Choice([pair_features(s, t, named, told) for s, t in options], place, number))
            others = thirds(*right, named, told)
            third = q.get("third")
            place = others.index(third) if third in others else -1
            second.append(Choice([third_features(o, *right, named, told) for o in others], place, number))
    return first, second


def fit(choices: Sequence[Choice], strength: float = STRENGTH) -> dict[str, float]:
    usable = [c for c in choices if c.right >= 0]
    counts = Counter(n for c in usable for n in {k for o in c.options for k in o})
    names = sorted(n for n, k in counts.items() if k >= MIN_COUNT)
    index = {n: i for i, n in enumerate(names)}
    data, columns, pointers, groups, right = [], [], [0], [], []
    for number, choice in enumerate(usable):
        for place, option in enumerate(choice.options):
            for name, value in option.items():
                if name in index:
                    columns.append(index[name])
                    data.append(value)
            pointers.append(len(columns))
            groups.append(number)
            right.append(place == choice.right)
    matrix = csr_matrix((data, columns, pointers), shape=(len(groups), len(names)))
    group, chosen = np.array(groups), np.array(right)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.full(len(usable), -np.inf)
        np.maximum.at(top, group, scores)
        raised = np.exp(scores - top[group])
        whole = np.bincount(group, raised)
        value = -(scores[chosen] - top).sum() + np.log(whole).sum() + strength * (w @ w) / 2
        return value, matrix.T @ (raised / whole[group] - chosen) + strength * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {n: round(float(best.x[i]), 3) for n, i in index.items() if abs(best.x[i]) >= 0.01}


def hits(choices: Sequence[Choice], by_name: dict[str, float]) -> list[bool]:
    made = []
    for choice in choices:
        scores = [sum(by_name.get(k, 0.0) * v for k, v in o.items()) for o in choice.options]
        made.append(bool(scores) and int(np.argmax(scores)) == choice.right)
    return made


def crossed(choices: Sequence[Choice], strength: float) -> float:
    right = 0
    for fold in range(FOLDS):
        by_name = fit([c for c in choices if c.document % FOLDS != fold], strength)
        right += sum(hits([c for c in choices if c.document % FOLDS == fold], by_name))
    return right / len(choices)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    docs = [d for d in read_gold(options.gold) if d.get("questions")]
    codings = list(code_many(parse_many([document_of(d) for d in docs])))
    first, second = gather(docs, codings)
    for strength in (0.3, 1.0, 3.0):
        print(f"L2 {strength}  pair {crossed(first, strength):.3f}  third {crossed(second, strength):.3f}")
    if options.write:
        out = Path(__file__).parent.parent / "src/suasion/answer" / FILE
        merged = {**fit(first), **fit(second)}
        out.write_text(json.dumps(merged, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print("written", file=sys.stderr)


if __name__ == "__main__":
    main()
