"""Train the weights of assessments on our gold and write `lexicon/assess/weights.csv`.

    PYTHONPATH=src python scripts/train_assess.py SHARED

Trained on train-e, where assessments are exhaustive, with positives of the train files and the
plain news of further train files as counter-examples. Needs scikit-learn; the product does not.
Thresholds are those of the best F1 in cross-validation over documents (printed).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from suasion.code.assess.features import Unit, units_of
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.lexicon.assess import KINDS, cues
from suasion.parse import parse_many
from suasion.types import Document

OUT = Path(__file__).parent.parent / "src/suasion/lexicon/assess/weights.csv"
FULL = "train-e"
POSITIVE = ("train-a", "train-b", "train-c", "train-g", "train-i", "train-l")
PLAIN = ("train-d", "train-k", "train-j", "train-h", "train-m")
NEWS = frozenset({"wire", "brief"})
FOLDS = 6
STRENGTH = 0.25  # inverse of the ridge penalty (cross-validated 2026-11)
RARE = 8  # a word in fewer sentences has no weight of its own
SMALL = 0.05  # weights below this are not kept
HEAD = """# Weights of features per kind of assessment, learned from our own gold by scripts/train_assess.py.
# A sentence's score is 1 / (1 + exp(-(bias + sum of the weights of its features))); it stands when
# the score reaches the threshold. Features: see code/assess/features.py; cue=… are the classes of cues.csv.
kind,feature,weight
"""

Row = tuple[Unit, int, int, set[str]]
Doc = tuple[dict[str, Any], list[Row], list[tuple[str, int, int]]]


def load(shared: Path, name: str) -> list[Doc]:
    records = [json.loads(line) for line in (shared / f"gold/{name}.jsonl").open(encoding="utf-8")]
    documents = (Document(id=r["id"], text=r["text"]) for r in records)
    made: list[Doc] = []
    for record, parsed in zip(records, parse_many(documents), strict=True):
        spans = []
        for a in record.get("assessments") or []:
            at = parsed.document.text.find(a["quote"])
            if at >= 0:
                spans.append((a["kind"], at, at + len(a["quote"])))
        rows: list[Row] = []
        for unit in units_of(parsed.doc, find_relations(parsed, find_actors(parsed)), cues()):
            last = parsed.doc[unit.end - 1]
            start, end = parsed.doc[unit.start].idx, last.idx + len(last)
            rows.append((unit, start, end, {k for k, a, b in spans if a < end and start < b}))
        made.append((record, rows, spans))
    return made


def examples(full: list[Doc], others: list[Doc], kind: str) -> tuple[list[Unit], list[bool], list[float]]:
    units, labels, weights = [], [], []
    for record, rows, _ in [*full, *others]:
        whole = any(record is r for r, _, _ in full)
        for unit, _, _, kinds in rows:
            plain = not kinds and not whole
            if plain and record["genre"] not in NEWS:
                continue  # not exhaustive there: silence proves nothing
            units.append(unit)
            labels.append(kind in kinds)
            weights.append(0.1 if plain else 0.5 if not whole and kind not in kinds else 1.0)
    return units, labels, weights


class Space:
    def __init__(self, docs: list[Doc]) -> None:
        seen = Counter(f for _, rows, _ in docs for unit, *_ in rows for f in unit.features)
        names = sorted(f for f, n in seen.items() if n >= (RARE if f.startswith("word=") else 2))
        self.index = {f: i for i, f in enumerate(names)}

    def matrix(self, units: list[Unit]) -> np.ndarray:
        made = np.zeros((len(units), len(self.index)))
        for row, unit in enumerate(units):
            for feature in unit.features:
                if feature in self.index:
                    made[row, self.index[feature]] = 1
        return made


def fit(space: Space, full: list[Doc], others: list[Doc], kind: str) -> LogisticRegression:
    units, labels, weights = examples(full, others, kind)
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        space.matrix(units), np.array(labels), sample_weight=np.array(weights)
    )


def best_threshold(space: Space, full: list[Doc], others: list[Doc], kind: str) -> tuple[float, float, float, float]:
    scored: list[tuple[int, int, int, float]] = []
    for fold in range(FOLDS):
        held = range(fold, len(full), FOLDS)
        model = fit(space, [d for i, d in enumerate(full) if i not in held], others, kind)
        for i in held:
            rows = full[i][1]
            for (_, a, b, _), p in zip(
                rows, model.predict_proba(space.matrix([r[0] for r in rows]))[:, 1], strict=True
            ):
                scored.append((i, a, b, float(p)))
    gold = [(i, a, b) for i, (_, _, spans) in enumerate(full) for k, a, b in spans if k == kind]
    best = (0.0, 0.5, 0.0, 0.0)
    for threshold in np.arange(0.1, 0.8, 0.02):
        mine = [(i, a, b) for i, a, b, p in scored if p >= threshold]
        right = sum(any(g[0] == m[0] and g[1] < m[2] and m[1] < g[2] for g in gold) for m in mine)
        found = sum(any(g[0] == m[0] and g[1] < m[2] and m[1] < g[2] for m in mine) for g in gold)
        p, r = right / max(1, len(mine)), found / max(1, len(gold))
        f = 2 * p * r / (p + r) if p + r else 0.0
        best = max(best, (f, float(threshold), p, r))
    return best


def main() -> None:
    shared = Path(sys.argv[1])
    full = load(shared, FULL)
    others = [d for name in (*POSITIVE, *PLAIN) for d in load(shared, name)]
    space = Space([*full, *(d for d in others if d[2])])
    lines = []
    for kind in KINDS:
        f, threshold, p, r = best_threshold(space, full, others, kind)
        print(f"{kind}: cross-validated precision {p:.2f} recall {r:.2f} F1 {f:.2f} at {threshold:.2f}")
        model = fit(space, full, others, kind)
        lines.append(f"{kind},bias,{model.intercept_[0]:.3f}")
        lines.append(f"{kind},threshold,{threshold:.2f}")
        lines += [
            f'{kind},"{name}",{model.coef_[0][i]:.3f}'
            for name, i in sorted(space.index.items())
            if abs(model.coef_[0][i]) >= SMALL
        ]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
