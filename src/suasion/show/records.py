"""Records as the JSON of the contract."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from suasion.types import Answer, Assessment, BaseRate, Coding, Consistency, Demand, Event, Mention, Verdict, When

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def dumps(record: object) -> str:
    """One line of JSON; the same record gives the same bytes, and loading it gives the same strings.

    A lone surrogate, which UTF-8 cannot carry, is written as its escape.
    """
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _actor(mention: Mention) -> dict[str, Any]:
    return {
        "code": mention.code,
        "sector": mention.sector,
        "name": mention.name,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
    }


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"start": when.start.isoformat(), "end": when.end.isoformat(), "text": when.text}


def demand_record(demand: Demand | None) -> dict[str, Any] | None:
    """A demand as the contract has it, with its deadline where one is told."""
    if demand is None:
        return None
    record: dict[str, Any] = {
        "polarity": demand.polarity,
        "type": demand.type,
        "source": list(demand.source),
        "target": list(demand.target),
        "text": demand.text,
    }
    if demand.deadline is not None:
        record["deadline"] = _when(demand.deadline)
    return record


def event_record(event: Event) -> dict[str, Any]:
    """An event as the contract has it."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": event.quad,
        "goldstein": event.goldstein,
        "cameo": event.cameo,
        "source": [_actor(m) for m in event.source],
        "target": [_actor(m) for m in event.target],
        "status": event.status,
        "attributions": [dataclasses.asdict(a) for a in event.attributions],
        "date": _when(event.date),
        "demand": demand_record(event.demand),
        "place": event.place,
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "mentions": [list(m) for m in event.mentions],
    }


def assessment_record(assessment: Assessment) -> dict[str, Any]:
    """An assessment as the contract has it."""
    return {
        "holder": assessment.holder,
        "about": assessment.about,
        "kind": assessment.kind,
        "value": assessment.value,
        "quote": assessment.quote,
        "start": assessment.start,
        "end": assessment.end,
    }


def coding_record(coding: Coding) -> dict[str, Any]:
    """What `suasion code` prints of one document."""
    document = coding.document
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "events": [event_record(e) for e in coding.events],
        "assessments": [assessment_record(a) for a in coding.assessments],
        "warnings": list(coding.warnings),
    }


def _matrix_row(row: Consistency) -> dict[str, Any]:
    """A quotation set against every verdict; `diagnostic` is how far apart its effects lie."""
    effects = dict(row.effects)
    return {
        "document": row.document,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
        "effects": effects,
        "consistent_with": [name for name, effect in effects.items() if effect >= 0],
        "diagnostic": round(max(effects.values()) - min(effects.values()), 3),
    }


def _rate_record(rate: BaseRate) -> dict[str, Any]:
    return {
        "dataset": rate.dataset,
        "definition": rate.measure,
        "kind": rate.kind,
        "successes": rate.successes,
        "n": rate.n,
        "rate": round(rate.successes / rate.n, 4),
        "interval": [rate.low, rate.high],
    }


def _beside(verdict: Verdict) -> dict[str, Any]:
    """What stands beside the verdict: other codebooks, belief, competing hypotheses, robustness."""
    return {
        "ties": verdict.ties,
        "compliance": verdict.compliance,
        "attributable": verdict.attributable,
        "held_so_far": verdict.held_so_far,
        "belief": dict(verdict.belief),
        "matrix": [_matrix_row(row) for row in verdict.matrix],
        "without": [
            {"left_out": what, "verdict": name, "holds": name == verdict.name} for what, name in verdict.without
        ],
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """What `suasion ask --format json` prints."""
    verdict, question = answer.verdict, answer.question
    demand = verdict.episode.demand if verdict.episode and verdict.episode.demand else question.demand
    return {
        "document": answer.document,
        "question": question.text,
        "sender": question.sender,
        "target": question.target,
        "third": question.third,
        "as_of": verdict.as_of.isoformat() if verdict.as_of else None,
        "verdict": verdict.name,
        "confidence": verdict.confidence,
        "score": {
            "policy_result": verdict.policy_result,
            "contribution": verdict.contribution,
            "total": verdict.policy_result * verdict.contribution,
        },
        "answer": " ".join(answer.sentences),
        "demand": demand_record(demand),
        "evidence": [
            {
                "document": e.document,
                "event": e.event,
                "bears": e.bears,
                "quote": e.quote,
                "start": e.start,
                "end": e.end,
                "rule": e.rule,
            }
            for e in verdict.evidence
        ],
        "unknowns": list(verdict.unknowns),
        "leans_on": verdict.leans_on,
        **_beside(verdict),
        "rates": [_rate_record(rate) for rate in answer.rates],
        "reasons": list(verdict.reasons),
        "notes": {k: list(v) for k, v in answer.notes.items()},
    }
