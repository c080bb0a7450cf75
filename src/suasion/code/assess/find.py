"""Assessments: what the author or a source judges of an actor, without an act.

Each sentence is scored for each kind by the weights of its cues and grammar
(`lexicon/assess`); every score can be read off as features and weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from suasion.code.assess.features import Unit, units_of
from suasion.code.sure.values import turned, weakened
from suasion.lexicon import assess as lexicon
from suasion.types import AUTHOR, UNKNOWN, Assessment

if TYPE_CHECKING:
    from suasion.code.says import Relation, Relations
    from suasion.code.who import ActorMention, Actors
    from suasion.parse import Parsed
    from suasion.types import AssessmentKind, FactValue

# One sentence carries at most so many judgements (train-e: 94 in 100 carry one or two; 2026-11).
_MOST: Final = 2
_HEDGES: Final = ("possible", "likely", "unlikely", "expect", "seem", "opinion")
_REASONS: Final = 4


def score(unit: Unit, weights: dict[str, float]) -> float:
    """The probability, 0 to 1, that a sentence carries a judgement of the kind of these weights."""
    total = weights.get("bias", 0.0) + math.fsum(weights.get(f, 0.0) for f in unit.features)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


def find_assessments(
    parsed: Parsed,
    actors: Actors | None,
    relations: Relations,
    weights: dict[AssessmentKind, dict[str, float]] | None = None,
) -> tuple[Assessment, ...]:
    """The assessments of a document in text order, with holder, actor, kind and hedge value.

    `weights` are those that ship, unless others are given (for training).
    """
    known = lexicon.load().weights if weights is None else weights
    made: list[Assessment] = []
    about = UNKNOWN
    for unit in units_of(parsed.doc, relations, lexicon.cues()):
        about = _about(unit, parsed, actors, about)
        scored = sorted(
            ((score(unit, known[k]) - known[k].get("threshold", 1.0), k) for k in lexicon.KINDS), reverse=True
        )
        for margin, kind in scored[:_MOST]:
            if margin >= 0:
                made.append(_assessment(unit, kind, about, parsed, relations, known[kind]))
    return tuple(made)


def _assessment(
    unit: Unit,
    kind: AssessmentKind,
    about: str,
    parsed: Parsed,
    relations: Relations,
    weights: dict[str, float],
) -> Assessment:
    doc = parsed.doc
    start, end = doc[unit.start].idx, doc[unit.end - 1].idx + len(doc[unit.end - 1])
    spoken = sorted(((abs(weights.get(f, 0.0)), f) for f in unit.features), reverse=True)[:_REASONS]
    return Assessment(
        holder=_holder(unit, relations),
        about=about,
        kind=kind,
        value=_value(unit, parsed),
        quote=parsed.document.text[start:end],
        start=start,
        end=end,
        reasons=tuple(f"{f} {weights[f]:+.2f}" for w, f in spoken if w > 0),
    )


def _holder(unit: Unit, relations: Relations) -> str:
    """The source in whose mouth the sentence stands, else the source that it quotes, else the author."""
    for relation in _tellers(unit, relations):
        if relation.source is not None and relation.source.actors:
            return relation.source.actors[0].code
        return UNKNOWN
    return AUTHOR


def _tellers(unit: Unit, relations: Relations) -> Iterator[Relation]:
    chain = relations.at(unit.root)
    if chain:
        yield chain[-1]
    cue = relations.by_cue(unit.root)
    if cue is not None and cue.scoped and cue.act in ("say", "believe", "deny"):
        yield cue


def _about(unit: Unit, parsed: Parsed, actors: Actors | None, before: str) -> str:
    """The actor judged: the subject's, else the first one named, else the last one spoken of."""
    if actors is None:
        return UNKNOWN
    root = parsed.doc[unit.root]
    subjects = [c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")]
    for token in (*subjects, *parsed.doc[unit.start : unit.end]):
        mention: ActorMention | None = actors.at(token.i)
        if mention is not None and mention.actors:
            return mention.actors[0].code
    return before


def _value(unit: Unit, parsed: Parsed) -> FactValue:
    """How firmly it is held: the weakest hedge in the sentence, turned by a negation at its root."""
    value: FactValue = "CT+"
    for group in _HEDGES:
        if group in unit.cues:
            hedge = unit.cues[group][1]
            value = weakened(turned(value) if hedge.endswith("-") else value, hedge)
    if "question" in unit.features and value == "CT+":
        return "Uu"
    negated = any(c.dep_ == "neg" for c in parsed.doc[unit.root].children)
    return turned(value) if negated else value
