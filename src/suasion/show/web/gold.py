"""Corrected documents as gold records (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suasion.show.report.words import codes_of
from suasion.store.corrections import Correction, Reading, active, applied, latest, reading_of
from suasion.types import Coding, Demand, Event


def _demand(demand: Demand | None) -> dict[str, Any] | None:
    if demand is None:
        return None
    return {
        "polarity": demand.polarity, "type": demand.type, "source": list(demand.source),
        "target": list(demand.target),
    }  # fmt: skip


def _event(event: Event, required: bool) -> dict[str, Any]:
    return {
        "source": list(codes_of(event.source)), "type": event.type, "target": list(codes_of(event.target)),
        "status": event.status, "quote": event.quote, "required": required,
        "date": event.date.start.isoformat() if event.date else None, "demand": _demand(event.demand),
        "attributions": [{"source": a.source, "value": a.value} for a in event.attributions],
    }  # fmt: skip


def _wrong(read: Reading, why: str) -> dict[str, Any]:
    return {
        "source": list(read.source), "type": read.type, "target": list(read.target), "status": read.status,
        "quote": read.quote, "why": why or "rejected",
    }  # fmt: skip


def gold_record(machine: Coding, corrections: Iterable[Correction]) -> dict[str, Any]:
    """A document with its events as an analyst has them.

    What was accepted, edited or added is required; what nobody looked at is not; what was rejected, or
    edited away, is listed as wrong.
    """
    rows = [c for c in active(corrections) if c.document == machine.document.id]
    seen = set()
    wrong = []
    for event in machine.events:
        last = latest(reading_of(event), rows)
        if last is None:
            continue
        if last.action == "reject":
            wrong.append(_wrong(reading_of(event), last.note))
            continue
        seen.add(event.id)
        read = last.reading
        if read is not None and (read.type, read.source, read.target) != _parts(reading_of(event)):
            wrong.append(_wrong(reading_of(event), last.note or "read otherwise"))
    document = machine.document
    events = applied(machine, rows).events
    known = {e.id for e in machine.events}
    return {
        "id": document.id, "date": document.date.isoformat() if document.date else None, "title": document.title,
        "text": document.text, "events": [_event(e, e.id in seen or e.id not in known) for e in events],
        "wrong": wrong,
        "assessments": [
            {"holder": a.holder, "about": a.about, "kind": a.kind, "quote": a.quote, "value": a.value}
            for a in machine.assessments
        ],
    }  # fmt: skip


def _parts(read: Reading) -> tuple[Any, ...]:
    return read.type, read.source, read.target
