"""Train the verdict scales on our own gold: `train_verdicts.py GOLD.jsonl... [--write]`.

First the wording scales, on every sentence of the gold; then the verdict scale, on the questions,
whose documents are coded by the coder itself, so that the scale knows its faults. Figures are of
five-fold cross-validation by document; the wording that a document is judged by is always from
scales that have not seen it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from suasion.code import code_many
from suasion.judge import weigh, wording
from suasion.judge.features import Features, Parts, all_features, spoken_features
from suasion.judge.sentences import read, sentence_spans
from suasion.judge.wording import SIGNS, Chances, learned_chances, ruled_chances, tokens
from suasion.lexicon.names import name_of
from suasion.parse import parse_many
from suasion.types import Coding
from train_acts import FOLDS, document_of, read_gold

# Chosen by cross-validation, 2026-11: rarest word or sign kept, inverse L2 penalties, least deviation.
MIN_WORDS, MIN_SIGNS = 3, 4
WORDING_STRENGTH, STRENGTH = 0.05, 0.003
LEAST_DEVIATION = 0.05
# Weights under these are left out of the shipped files.
LEAST_WORD, LEAST_SIGN = 0.05, 0.002

Scales = dict[str, dict[str, float]]


@dataclass
class Case:
    """A question with its features and right verdicts, and the fold of its document."""

    features: Features
    right: list[str]
    fold: int


def signs_of(event: Mapping[str, Any]) -> set[str]:
    """The wording signs that a gold event's sentence carries."""
    types, status = set(event["type"].split("|")), event["status"].split("|")[0]
    if status in ("negated", "denied"):
        return {"refuses"} if types & {"CONCEDE", "RETREAT", "AGREE"} else set()
    if status not in ("asserted", "claimed", "contested"):
        return set()
    made = {"gives way"} if types & {"CONCEDE", "RETREAT"} else set()
    made |= {"agrees"} if "AGREE" in types else set()
    made |= {"refuses"} if "REJECT" in types else set()
    return made | ({"presses"} if types & {"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE"} else set())


def labelled(doc: Mapping[str, Any]) -> list[tuple[str, set[str]]]:
    """The sentences of a gold document, each with the signs of the events told in it."""
    text = doc["text"]
    spans = list(sentence_spans(text))
    made = [(text[a:b], set[str]()) for a, b in spans]
    for event in doc["events"]:
        at = text.find(event.get("quote") or "\0")
        middle = at + len(event.get("quote") or "") // 2
        for (start, end), (_, signs) in zip(spans, made, strict=True):
            if at >= 0 and start <= middle < end:
                signs |= signs_of(event)
    return made


def fit_wording(docs: Sequence[Mapping[str, Any]]) -> Scales:
    rows = [row for doc in docs for row in labelled(doc)]
    held = [tokens(text) for text, _ in rows]
    counts = Counter(t for text, _ in rows for t in tokens(text, initial=False))
    names = sorted(t for t, n in counts.items() if n >= MIN_WORDS)
    index = {t: i for i, t in enumerate(names)}
    columns: list[int] = []
    pointers = [0]
    for h in held:
        columns += sorted(index[t] for t in h if t in index)
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
    made: Scales = {}
    for sign in SIGNS:
        model = LogisticRegression(C=WORDING_STRENGTH, max_iter=500, solver="liblinear")
        model.fit(matrix, [sign in signs for _, signs in rows])
        weights = {t: round(float(w), 3) for t, w in zip(names, model.coef_[0], strict=True) if abs(w) >= LEAST_WORD}
        made[sign] = {"": round(float(model.intercept_[0]), 3), **weights}
    return made


def features_of(coding: Coding, q: Mapping[str, Any], scales: Scales | None) -> Features:
    """A question's features; without scales, by the outcome words of the lexicon."""
    parts = Parts(str(q["sender"]).split("+")[0], str(q["target"]).split("+")[0], q.get("third"))
    reading = read([coding], parts.sender, parts.target, parts.third, q["question"])

    def chance(text: str) -> Chances:
        return learned_chances(text, scales) if scales else ruled_chances(text)

    rows = [weigh.weighing(s, chance(s.quote)) for s in reading.sentences]
    spoken = spoken_features([coding], reading, parts)
    return all_features([coding], rows, parts, spoken, q["question"])


def fit(cases: Sequence[Case]) -> weigh.Scale:
    counts = Counter(n for c in cases for n, v in c.features.items() if v)
    names = sorted(n for n, k in counts.items() if k >= MIN_SIGNS)
    matrix = np.array([[c.features.get(n, 0.0) for n in names] for c in cases])
    spread = np.maximum(matrix.std(0), LEAST_DEVIATION)
    model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")
    model.fit(matrix / spread, [c.right[0] for c in cases])
    bias = {str(c): round(float(b), 4) for c, b in zip(model.classes_, model.intercept_, strict=True)}
    weights = {
        name: {str(c): round(float(w / spread[i]), 4) for c, w in zip(model.classes_, model.coef_[:, i], strict=True)}
        for i, name in enumerate(names)
        if float(np.abs(model.coef_[:, i]).max()) >= LEAST_SIGN
    }
    return weigh.Scale(bias, weights)


def shares(cases: Sequence[Case], guess: Sequence[str]) -> str:
    per: dict[str, list[int]] = {v: [0, 0] for v in weigh.VERDICTS}
    for case, g in zip(cases, guess, strict=True):
        kind = g if g in case.right else case.right[0]
        per[kind][0] += g in case.right
        per[kind][1] += 1
    macro = float(np.mean([a / max(1, b) for a, b in per.values()]))
    return f"accuracy {sum(a for a, _ in per.values()) / len(cases):.3f} macro {macro:.3f} " + " ".join(
        f"{v} {a}/{b}" for v, (a, b) in per.items()
    )


def crossed(cases: Sequence[Case]) -> list[str]:
    guess = [""] * len(cases)
    for fold in range(FOLDS):
        scale = fit([c for c in cases if c.fold != fold])
        for i, case in enumerate(cases):
            if case.fold == fold:
                guess[i] = weigh.best(scale.add(case.features))
    return guess


def generalised(doc: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The document's questions put in general, where only one is asked of the pair."""
    asked = Counter((q["sender"], q["target"]) for q in doc["questions"])
    made = []
    for q in doc["questions"]:
        sender, target = (name_of(str(q[part]).split("+")[0]) for part in ("sender", "target"))
        if asked[q["sender"], q["target"]] == 1:
            made.append({**q, "question": f"Did the pressure of {sender} on {target} succeed?", "third": None})
    return made


def train(docs: list[dict[str, Any]], codings: Sequence[Coding]) -> tuple[Scales, dict[str, weigh.Scale]]:
    """Print the figures; give the wording scales and the verdict scales of all documents."""
    folds = {d["id"]: i % FOLDS for i, d in enumerate(docs)}
    asked = [d for d in docs if d.get("questions")]
    by_fold = [fit_wording([d for d in docs if folds[d["id"]] != fold]) for fold in range(FOLDS)]
    cases, ruled, general = [], [], []
    for doc, coding in zip(asked, codings, strict=True):
        for q in doc["questions"]:
            fold, right = folds[doc["id"]], q["verdict"].split("|")
            cases.append(Case(features_of(coding, q, by_fold[fold]), right, fold))
            ruled.append(Case(features_of(coding, q, None), right, fold))
        for q in generalised(doc):
            fold, right = folds[doc["id"]], q["verdict"].split("|")
            general.append(Case(features_of(coding, q, by_fold[fold]), right, fold))
    print(f"{len(cases)} questions of {len(asked)} documents; wording from {len(docs)} documents")
    print("rules alone        ", shares(ruled, [weigh.best(weigh.RULES.add(c.features)) for c in ruled]))
    print("learned, crossed   ", shares(cases, crossed(cases)))
    for name, words in (("without wording", ("gives way", "agrees", "refuses", "presses", "answers")),
                        ("without outcome words", ("words ",)),
                        ("without coded acts", ("S>", "T>", "no pressure", "pressure", "no answer", "answer coded")),
                        ("without the question's form", ("form", "opens"))):  # fmt: skip
        less = [Case({k: v for k, v in c.features.items() if not k.startswith(words)}, c.right, c.fold) for c in cases]
        print(f"{name:27}", shares(less, crossed(less)))
    print("put in general, crossed    ", shares(general, crossed(general)))
    return fit_wording(docs), {"asked": fit(cases), "general": fit(general)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    docs = read_gold(options.gold)
    asked = [d for d in docs if d.get("questions")]
    scales, by_kind = train(docs, list(code_many(parse_many([document_of(d) for d in asked]))))
    if options.write:
        folder = Path(__file__).parent.parent / "src/suasion/judge"
        data = {kind: {"bias": scale.bias, "weights": scale.by_name} for kind, scale in by_kind.items()}
        for name, content in ((wording.FILE, scales), (weigh.FILE, data)):
            (folder / name).write_text(json.dumps(content, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print("written", file=sys.stderr)


if __name__ == "__main__":
    main()
