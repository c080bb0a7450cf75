"""Train the demand model on our own gold: `train_demands.py GOLD.jsonl... [--write]`.

A row is a pressing match that agrees with a gold event with a demand; its classes are the gold's
polarity and types. Figures are of five-fold cross-validation by document.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from suasion.code.acts.candidates import matches_by_head, readings_of
from suasion.code.acts.content import PRESSING, content_of, polarity
from suasion.code.acts.demand import FILE, features, inside_of
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.lexicon.acts import load
from suasion.parse import parse_many
from train_acts import FOLDS, agrees, document_of, read_gold

MIN_COUNT = 2
STRENGTH = 0.3  # inverse of the L2 penalty, chosen by cross-validation 2026-11

Row = tuple[tuple[str, ...], list[str], str, int]


def classes(demand: dict[str, Any]) -> list[str]:
    return [p + t for p in demand["polarity"].split("|") for t in demand["type"].split("|")]


def gather(docs: list[dict[str, Any]]) -> list[Row]:
    """Features, right classes, the rules' own class, and the document's number."""
    lexicon, rows = load(), []
    for number, (doc, parsed) in enumerate(zip(docs, parse_many([document_of(d) for d in docs]), strict=True)):
        actors = find_actors(parsed)
        readings, scene = readings_of(parsed, actors, find_relations(parsed, actors), lexicon)
        by_head = matches_by_head(readings)
        for readings_ in readings:
            match = readings_[0].match
            found = content_of(match, scene.frames) if match.pattern.type in PRESSING else None
            golds = [g for g in doc["events"] if g.get("demand") and any(agrees(g, c, doc["text"]) for c in readings_)]
            if found is None or not golds:
                continue
            inside = inside_of(found, by_head)
            ruled = polarity(found) + (inside[0].pattern.type if inside else "CONCEDE")
            rows.append((features(match, found, inside), classes(golds[0]["demand"]), ruled, number))
    return rows


def fit(rows: list[Row]) -> dict[str, dict[str, Any]]:
    counts: dict[str, int] = {}
    for made, *_ in rows:
        for f in made:
            counts[f] = counts.get(f, 0) + 1
    names = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    index = {f: i for i, f in enumerate(names)}
    columns, pointers, labels, shares = [], [0], [], []
    for made, right, _, _ in rows:
        for label in right:  # an alternative counts as a part of a row
            columns += sorted(index[f] for f in made if f in index)
            pointers.append(len(columns))
            labels.append(label)
            shares.append(1 / len(right))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(labels), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(matrix, labels, sample_weight=shares)
    return {
        str(name): {
            "bias": round(float(bias), 3),
            "weights": {f: round(float(w), 3) for f, w in zip(names, row, strict=True) if abs(w) >= 0.03},
        }
        for name, bias, row in zip(model.classes_, model.intercept_, model.coef_, strict=True)
    }


def predict(model: dict[str, dict[str, Any]], made: tuple[str, ...]) -> str:
    scores = {k: v["bias"] + sum(v["weights"].get(f, 0.0) for f in made) for k, v in model.items()}
    return max(sorted(scores), key=lambda k: scores[k])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = gather(read_gold(options.gold))
    ruled = sum(r in right for _, right, r, _ in rows)
    signs = sum(r[0] in {x[0] for x in right} for _, right, r, _ in rows)
    hit = 0
    for fold in range(FOLDS):
        model = fit([r for r in rows if r[3] % FOLDS != fold])
        hit += sum(predict(model, made) in right for made, right, _, n in rows if n % FOLDS == fold)
    print(f"{len(rows)} demands; rules alone {ruled / len(rows):.3f} (polarity {signs / len(rows):.3f})")
    print(f"with learning, by cross-validation {hit / len(rows):.3f}")
    if options.write:
        out = Path(__file__).parent.parent / "src/suasion/code/acts" / FILE
        out.write_text(json.dumps(fit(rows), indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print("written", file=sys.stderr)


if __name__ == "__main__":
    main()
