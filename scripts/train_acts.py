"""Train the weights of the act readings on our own gold: `train_acts.py GOLD.jsonl... [--write]`.

Labels: a reading is right when a gold event of its document agrees in type and actors and its
quotation covers the match. Figures are of five-fold cross-validation by document.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from suasion.code.acts.candidates import Candidate, readings_of
from suasion.code.acts.story import Story
from suasion.code.acts.weigh import FILE, HOPELESS, Layer, Weights, best_of
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.lexicon.acts import load
from suasion.parse import parse_many
from suasion.types import Document

SYMMETRIC = {"CONSULT", "COOPERATE", "AGREE"}
FOLDS = 5
# Precision first: the threshold is the one with the best F1 among those at least so precise.
LEAST_PRECISION = 0.62
# Features seen fewer times than this in the training part are dropped.
MIN_COUNT = 3
THRESHOLDS = (0.12, 0.15, 0.18, 0.21, 0.24, 0.27, 0.3, 0.35, 0.4, 0.5)
STRENGTH = 0.15  # inverse of the L2 penalty, chosen by cross-validation 2026-11


def bare(actors: list[str]) -> set[str]:
    sectors = {"GOV", "MIL", "LEG", "JUD", "SPY", "OPP", "REB", "CVL", "BUS", "MED", "NGO", "IGO"}
    return {t for a in actors for t in a.split() if t not in sectors} or {"UNKNOWN"}


def agrees(gold: dict[str, Any], candidate: Candidate, text: str) -> bool:
    kinds = set(gold["type"].split("|"))
    if candidate.match.pattern.type not in kinds:
        return False
    gs, gt = bare(gold["source"]), bare(gold["target"])
    ps, pt = set(candidate.source.codes), set(candidate.target.codes)
    if not ((gs & ps and gt & pt) or (kinds & SYMMETRIC and gs & pt and gt & ps)):
        return False
    at = text.find(gold["quote"])
    head = candidate.match.head.idx
    return at <= head < at + len(gold["quote"])


def read_gold(paths: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for p in paths for line in Path(p).read_text(encoding="utf-8").splitlines() if line]


def document_of(record: dict[str, Any]) -> Document:
    day = dt.date.fromisoformat(record["date"]) if record.get("date") else None
    return Document(record["id"], record["text"], day)


def gather(docs: list[dict[str, Any]]) -> list[list[list[Candidate]]]:
    lexicon = load()
    made = []
    for parsed in parse_many([document_of(d) for d in docs]):
        actors = find_actors(parsed)
        made.append(readings_of(parsed, actors, find_relations(parsed, actors), lexicon)[0])
    return made


def fit(rows: list[tuple[tuple[str, ...], int]], strength: float = STRENGTH) -> Layer:
    counts: dict[str, int] = defaultdict(int)
    for features, _ in rows:
        for f in set(features):
            counts[f] += 1
    names = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    index = {f: i for i, f in enumerate(names)}
    columns, pointers = [], [0]
    for features, _ in rows:
        columns += sorted({index[f] for f in features if f in index})
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strength, max_iter=400, solver="lbfgs")
    model.fit(matrix, [label for _, label in rows])
    weights = {f: round(float(w), 3) for f, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.02}
    return Layer(round(float(model.intercept_[0]), 3), weights)


def figures(docs: list[dict[str, Any]], kept: list[list[Any]]) -> tuple[float, float, float]:
    """Precision, recall, F1 as bench/score.py counts them (type level), merged by type and actors."""
    right = predicted = found = required = 0
    for doc, weighed in zip(docs, kept, strict=True):
        merged: dict[tuple[str, frozenset[str], frozenset[str]], Any] = {}
        for w in weighed:
            c = w.candidate
            merged.setdefault((c.match.pattern.type, c.source.codes, c.target.codes), w)
        used: set[int] = set()
        golds = sorted(enumerate(doc["events"]), key=lambda g: not g[1].get("required", True))
        predicted += len(merged)
        required += sum(g.get("required", True) for _, g in golds)
        for w in merged.values():
            for near in (True, False):
                hit = next(
                    (i for i, g in golds if i not in used and matches(g, w.candidate, doc["text"], near)),
                    None,
                )
                if hit is not None:
                    used.add(hit)
                    right += 1
                    found += doc["events"][hit].get("required", True)
                    break
    p, r = right / max(1, predicted), found / max(1, required)
    return p, r, 2 * p * r / max(1e-9, p + r)


def matches(gold: dict[str, Any], candidate: Candidate, text: str, near: bool) -> bool:
    if near:
        return agrees(gold, candidate, text)
    return agrees({**gold, "quote": text}, candidate, text)


Rows = list[tuple[tuple[str, ...], int]]


def joined(rows: list[Rows], fold: int | None) -> Rows:
    """The rows of all documents but those of the fold."""
    return [r for i, of_document in enumerate(rows) if fold is None or i % FOLDS != fold for r in of_document]


def second_rows(made: list[list[Candidate]], first: Layer, labels: list[list[int]]) -> Rows:
    """What the second weighing learns from a document: readings that the first, which never saw it, leaves open."""
    scores = [[first.score(c.features) for c in rows] for rows in made]
    story = Story(made, scores)
    return [
        ((*c.features, *story.features(c, score)), label)
        for rows, own, right in zip(made, scores, labels, strict=True)
        for c, score, label in zip(rows, own, right, strict=True)
        if score >= HOPELESS
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--strength", type=float, default=STRENGTH)
    options = parser.parse_args()
    docs = read_gold(options.gold)
    made = gather(docs)
    labels = [
        [[int(any(agrees(g, c, doc["text"]) for g in doc["events"])) for c in rows] for rows in readings]
        for doc, readings in zip(docs, made, strict=True)
    ]
    first_rows: list[Rows] = [
        [(c.features, y) for rows, right in zip(m, ys, strict=True) for c, y in zip(rows, right, strict=True)]
        for m, ys in zip(made, labels, strict=True)
    ]
    print(f"{len(docs)} documents, {sum(map(len, first_rows))} readings", file=sys.stderr)
    reach = figures(docs, [[type("W", (), {"candidate": c}) for m in d for c in m] for d in made])
    print(f"ceiling of recall {reach[1]:.3f}")
    rules = figures(docs, [best_of(d, None) for d in made])
    print("rules alone  P {:.3f} R {:.3f} F {:.3f}".format(*rules))
    firsts = [fit(joined(first_rows, fold), options.strength) for fold in range(FOLDS)]
    rows = [second_rows(m, firsts[i % FOLDS], labels[i]) for i, m in enumerate(made)]
    kept_at: dict[float, list[list[Any]]] = {t: [[] for _ in docs] for t in THRESHOLDS}
    for fold, first in enumerate(firsts):
        second = fit(joined(rows, fold), options.strength)
        for i in range(fold, len(docs), FOLDS):
            kept = best_of(made[i], Weights(first, second, min(THRESHOLDS)))
            for threshold in THRESHOLDS:
                kept_at[threshold][i] = [w for w in kept if w.score >= threshold]
    best = (0.0, 0.5)
    for threshold, kept_there in kept_at.items():
        p, r, f = figures(docs, kept_there)
        print(f"threshold {threshold:.2f}  P {p:.3f} R {r:.3f} F {f:.3f}")
        if p >= LEAST_PRECISION:
            best = max(best, (f, threshold))
    if options.write:
        layers = {
            "first": fit(joined(first_rows, None), options.strength),
            "second": fit(joined(rows, None), options.strength),
        }
        data = {name: {"bias": layer.bias, "weights": layer.by_feature} for name, layer in layers.items()}
        out = Path(__file__).parent.parent / "src/suasion/code/acts" / FILE
        out.write_text(json.dumps({"threshold": best[1], **data}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"wrote {[len(layer.by_feature) for layer in layers.values()]} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
