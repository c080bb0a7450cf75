"""The signs by which an episode is judged, all of them named and numeric.

They say how much the sentences nearest to the question speak of giving way, agreeing, refusing
and pressing, and who does it; which acts of target and sender are coded; how much sender and
target are spoken of at all; and what form the question has.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from suasion.judge.sentences import Reading, Sentence
from suasion.judge.wording import SIGNS, Chances, outcome_words
from suasion.lexicon.judge import SIDES, question_forms
from suasion.types import Coding, Event

Features = dict[str, float]
PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "PROTEST", "ASSAULT", "ACCUSE"})
ANSWERING: Final = frozenset({"CONCEDE", "REJECT", "RETREAT", "AGREE", "SANCTION", "COOPERATE", "SUPPORT"})
_TOLD: Final = frozenset({"CONCEDE", "REJECT", "RETREAT", "AGREE", "SANCTION", "ACCUSE"})
_STAND: Final = {
    "asserted": "done", "claimed": "done", "contested": "contested", "denied": "not done", "negated": "not done",
    "hypothetical": "open", "predicted": "open",
}  # fmt: skip
LATE: Final = "outcome told late"
# A reading too unsure to be an event counts so much of one.
_FAINT: Final = 0.4
# An act counts for at least this, the rest by how near its sentence is to the question.
_LEAST: Final = 0.3


@dataclass(frozen=True, slots=True)
class Parts:
    """The episode's actors."""

    sender: str
    target: str
    third: str | None = None


def part_of(event: Event, parts: Parts) -> str | None:
    """Who does it to whom: `T>S`, `T>3`, `T>o`, `S>T`, …; None when neither is the doer."""
    source = {m.code for m in event.source}
    aimed = {m.code for m in event.target}
    third = parts.third
    doer = "T" if parts.target in source else "S" if parts.sender in source else "3" if third in source else None
    if doer is None:
        return None
    for letter, code in (("S", parts.sender), ("T", parts.target), ("3", third)):
        if code in aimed and letter != doer:
            return f"{doer}>{letter}"
    return f"{doer}>o"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A sentence with its chances and how much it counts, 0 to 1."""

    sentence: Sentence
    chances: Chances
    weight: float


def _top(values: Sequence[float]) -> float:
    return max(values, default=0.0)


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    whole = math.fsum(weights)
    return math.fsum(v * w for v, w in zip(values, weights, strict=True)) / whole if whole else 0.0


def wording_features(rows: Sequence[Weighing], parts: Parts) -> Features:
    """What the wording of the sentences tells."""
    weight = [r.weight for r in rows]
    by_target = [float(r.sentence.first == parts.target) for r in rows]
    target = [float(parts.target in r.sentence.named) for r in rows]
    sender = [float(parts.sender in r.sentence.named) for r in rows]
    place = [i / max(1, len(rows) - 1) for i in range(len(rows))]
    nearest = max(range(len(rows)), key=lambda i: (rows[i].sentence.near, -i), default=None)
    made: Features = {}
    chance: dict[str, list[float]] = {}
    for sign in SIGNS:
        p = chance[sign] = [r.chances.by_sign[sign] for r in rows]
        near = [a * w for a, w in zip(p, weight, strict=True)]
        made[f"{sign}: most"] = _top(p)
        made[f"{sign}: most, near"] = _top(near)
        made[f"{sign}: all, near"] = math.log1p(3 * math.fsum(near))
        made[f"{sign}: with the target"] = _top([a * t for a, t in zip(near, target, strict=True)])
        made[f"{sign}: by the target"] = _top([a * t for a, t in zip(near, by_target, strict=True)])
        made[f"{sign}: with both"] = _top([a * s * t for a, s, t in zip(p, sender, target, strict=True)])
        made[f"{sign}: nearest"] = p[nearest] if nearest is not None else 0.0
        made[f"{sign}: mean"] = _mean(p, weight)
        made[f"{sign}: late"] = _mean([a * x for a, x in zip(p, place, strict=True)], weight)
    lead = [a - b for a, b in zip(chance["gives way"], chance["refuses"], strict=True)]
    made["gives way over refuses"] = _mean(lead, weight)
    whole = math.fsum(weight) or 1.0
    for name, who in (("with the target", target), ("by the target", by_target)):
        told = math.fsum(a * w * t for a, w, t in zip(lead, weight, who, strict=True))
        made[f"gives way over refuses: {name}"] = told / whole
    made[LATE] = made["gives way: late"] + made["agrees: late"] - made["refuses: late"]
    answer = [max(c) for c in zip(chance["gives way"], chance["agrees"], chance["refuses"], strict=True)]
    made["presses: by the sender"] = _top([a * s for a, s in zip(chance["presses"], sender, strict=True)])
    made["presses: sender, all"] = math.log1p(math.fsum(a * s for a, s in zip(chance["presses"], sender, strict=True)))
    made["answers: with the target"] = _top([a * t for a, t in zip(answer, target, strict=True)])
    made["answers: by the target"] = _top([a * t * w for a, t, w in zip(answer, by_target, weight, strict=True)])
    return made


def outcome_features(rows: Sequence[Weighing], parts: Parts) -> Features:
    """What the outcome words of the lexicon tell, by side: done, partly, not, open, and done or partly denied."""
    told = [outcome_words(r.sentence.quote) for r in rows]
    weight = [r.weight for r in rows]
    ranked = sorted(range(len(rows)), key=lambda i: (-rows[i].sentence.near, i))
    made: Features = {}
    for side in (*SIDES, "denied"):
        n = [float(t[side]) for t in told]
        near = [a * r.sentence.near for a, r in zip(n, rows, strict=True)]
        named = [a * (parts.target in r.sentence.named) for a, r in zip(near, rows, strict=True)]
        first = [a * (parts.target == r.sentence.first) for a, r in zip(near, rows, strict=True)]
        made[f"words {side}: nearest"] = n[ranked[0]] if ranked else 0.0
        made[f"words {side}: next"] = _top([n[i] for i in ranked[1:3]])
        made[f"words {side}: mean, near"] = _mean(n, weight)
        made[f"words {side}: mean"] = math.fsum(n) / max(1, len(n))
        made[f"words {side}: with the target"] = _top(named)
        made[f"words {side}: by the target"] = _top(first)
        made[f"words {side}: last"] = math.fsum(n[-2:])
    return made


def _nearness(rows: Sequence[Weighing]) -> dict[str, tuple[list[int], list[Sentence]]]:
    """By document, the starts of its sentences and the sentences, in order."""
    by_document: dict[str, tuple[list[int], list[Sentence]]] = {}
    for row in rows:
        starts, sentences = by_document.setdefault(row.sentence.document, ([], []))
        starts.append(row.sentence.start)
        sentences.append(row.sentence)
    return by_document


def _near_of(event: Event, found: tuple[list[int], list[Sentence]] | None) -> float:
    if found is None:
        return 0.0
    starts, sentences = found
    place = bisect.bisect_right(starts, event.start) - 1
    return sentences[place].near if place >= 0 and event.start < sentences[place].end else 0.0


def event_features(codings: Sequence[Coding], rows: Sequence[Weighing], parts: Parts) -> Features:
    """Which acts of sender and target are coded."""
    pressed = answered = 0.0
    made: Features = {}
    sentences = _nearness(rows)
    for coding in codings:
        for event in (*coding.events, *coding.faint):
            part = part_of(event, parts)
            if part is None:
                continue
            count = 1.0 if event.id else _FAINT
            pressed += count * (part == "S>T" and event.type in PRESSING)
            answered += count * (part in ("T>S", "T>3", "T>o") and event.type in ANSWERING)
            if event.id and (part == "S>T" or (part in ("T>S", "T>o") and event.type in _TOLD)):
                name = f"{part} {event.type} {_STAND[event.status]}"
                near = _LEAST + (1 - _LEAST) * _near_of(event, sentences.get(coding.document.id))
                made[name] = max(made.get(name, 0.0), near)
    made["no pressure coded"], made["pressure coded"] = float(pressed < 0.5), math.log1p(pressed)
    made["no answer coded"], made["answer coded"] = float(answered < 0.5), math.log1p(answered)
    return made


def spoken_features(codings: Sequence[Coding], reading: Reading, parts: Parts) -> Features:
    """How much sender and target are spoken of, and how much of the question the text covers."""
    counts = {parts.sender: 0, parts.target: 0}
    whole = 0
    for coding in codings:
        whole += len(coding.mentions)
        for mention in coding.mentions:
            if mention.code in counts:
                counts[mention.code] += 1
    both = sum({parts.sender, parts.target} <= s.named for s in reading.sentences)
    made: Features = {
        "question covered": reading.cover,
        "question of names only": float(reading.blank),
        "nearest sentence": reading.nearest,
        "never together": float(both == 0),
        "together": math.log1p(both),
    }
    for name, code in (("sender", parts.sender), ("target", parts.target)):
        made[f"{name} not named"] = float(counts[code] == 0)
        made[f"{name} named"] = math.log1p(counts[code])
        made[f"{name} share"] = counts[code] / max(1, whole)
    return made


def form_features(question: str) -> Features:
    """The question's form."""
    low = question.lower().replace("’", "'")
    words = re.findall(r"[a-z]+", low)
    made = {f"form {name}": 1.0 for name, pattern in question_forms().items() if pattern.search(low)}
    if words:
        made[f"opens with {words[0]}"] = 1.0
    return made


def all_features(
    codings: Sequence[Coding], rows: Sequence[Weighing], parts: Parts, spoken: Features, question: str
) -> Features:
    """All of them together; `spoken` is what `spoken_features` gives."""
    return {
        **wording_features(rows, parts),
        **outcome_features(rows, parts),
        **event_features(codings, rows, parts),
        **spoken,
        **form_features(question),
    }
