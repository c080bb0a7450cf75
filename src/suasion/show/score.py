"""Measure codings and answers against gold records, as the bench's scorer counts them.

An event matches a gold event when the types agree and both actor lists share a code with the
gold's (either way round for CONSULT, COOPERATE and AGREE). Each gold event is matched once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Record = Mapping[str, Any]
SYMMETRIC: Final = frozenset({"CONSULT", "COOPERATE", "AGREE"})
SECTORS: Final = frozenset("GOV MIL LEG JUD SPY OPP REB CVL BUS MED NGO IGO".split())
QUADS: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
# Each share and what it is a share of.
_SHARES: Final = {
    "status": "matched",
    "hard_status": "hard",
    "quote_overlap": "matched",
    "date": "dated",
    "attribution": "attributed",
    "demand": "demands",
}
LEVELS: Final = ("type", "quad", "pair")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of one level."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def codes(actors: Iterable[Any]) -> frozenset[str]:
    """The bare codes of actors, given as records or as words; none at all is UNKNOWN."""
    found = {
        word
        for actor in actors or ()
        for word in str(actor["code"] if isinstance(actor, Mapping) else actor).split()
        if word not in SECTORS
    }
    return frozenset(found or {"UNKNOWN"})


def _pair(gold: Record, event: Record, symmetric: bool) -> bool:
    gs, gt, ps, pt = (
        codes(gold["source"]),
        codes(gold["target"]),
        codes(event["source"]),
        codes(event["target"]),
    )
    return bool((gs & ps and gt & pt) or (symmetric and gs & pt and gt & ps))


def _agrees(gold: Record, event: Record, level: str) -> bool:
    types = set(gold["type"].split("|"))
    if level == "type" and event["type"] not in types:
        return False
    if level == "quad" and QUADS.get(event["type"]) not in {QUADS[t] for t in types}:
        return False
    return _pair(gold, event, bool(types & SYMMETRIC))


def _near(gold: Record, event: Record, text: str) -> bool:
    at = text.find(gold["quote"]) if gold.get("quote") else -1
    return at >= 0 and at < event.get("end", 0) and event.get("start", 0) < at + len(gold["quote"])


def _status_right(gold: Record, event: Record) -> bool:
    return event.get("status") in gold["status"].split("|")


def match(golds: Sequence[Record], events: Sequence[Record], text: str, level: str) -> list[tuple[int, int]]:
    """Pairs of gold and coded events: required first, then by place, then by status."""
    rows = sorted(
        (not gold.get("required", True), not _near(gold, event, text), not _status_right(gold, event), g, p)
        for g, gold in enumerate(golds)
        for p, event in enumerate(events)
        if _agrees(gold, event, level)
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used: set[int] = set()
    for *_, g, p in rows:
        if g not in used_gold and p not in used:
            used_gold.add(g)
            used.add(p)
            pairs.append((g, p))
    return pairs


def _details(gold: Record, event: Record, text: str, n: Counter[str]) -> None:
    """Count the status, date, attribution and demand of a matched pair."""
    right = _status_right(gold, event)
    n["matched"] += 1
    n["near"] += _near(gold, event, text)
    n["status"] += right
    if gold["status"] != "asserted":
        n["hard"] += 1
        n["hard_status"] += right
    if gold.get("date"):
        n["dated"] += 1
        n["date"] += str((event.get("date") or {}).get("start", "")).startswith(gold["date"])
    for stand in gold.get("attributions") or ():
        if stand["source"] != "AUTHOR":
            n["attributed"] += 1
            wanted = set(stand["source"].split())
            n["attribution"] += any(
                a.get("value", "")[-1:] == stand["value"][-1:] and wanted & set(str(a.get("source", "")).split())
                for a in event.get("attributions", ())
            )
    if gold.get("demand"):
        n["demands"] += 1
        found, wanted_demand = event.get("demand") or {}, gold["demand"]
        n["demand"] += (
            bool(found)
            and found.get("polarity") in wanted_demand["polarity"].split("|")
            and found.get("type") in wanted_demand["type"].split("|")
        )


def _trapped(trap: Record, events: Sequence[Record]) -> bool:
    return any(
        e["type"] in trap["type"].split("|")
        and codes(trap["source"]) & codes(e["source"])
        and codes(trap["target"]) & codes(e["target"])
        and ("status" not in trap or e.get("status") in trap["status"].split("|"))
        for e in events
    )


def score_events(golds: Sequence[Record], coded: Iterable[Record]) -> dict[str, Any]:
    """Figures of codings: type, quad and pair levels, then status, date, attribution, demand, traps."""
    by_id = {d["id"]: d["events"] for d in coded}
    n: Counter[str] = Counter()
    for doc in golds:
        events = by_id.get(doc["id"], [])
        n["missing"] += doc["id"] not in by_id
        required = {i for i, g in enumerate(doc["events"]) if g.get("required", True)}
        for level in LEVELS:
            pairs = match(doc["events"], events, doc["text"], level)
            n[f"{level} required"] += len(required)
            n[f"{level} found"] += sum(g in required for g, _ in pairs)
            n[f"{level} predicted"] += len(events)
            n[f"{level} right"] += len(pairs)
            if level == "type":
                for g, p in pairs:
                    _details(doc["events"][g], events[p], doc["text"], n)
        for trap in doc.get("wrong", ()):
            n["traps"] += 1
            n["trapped"] += _trapped(trap, events)
    out: dict[str, Any] = {"documents": len(golds), "documents_missing": n["missing"]}
    for level in LEVELS:
        ratio = Ratio(
            n[f"{level} right"] / max(1, n[f"{level} predicted"]),
            n[f"{level} found"] / max(1, n[f"{level} required"]),
        )
        out[level] = {"precision": ratio.precision, "recall": ratio.recall, "f1": ratio.f1}
    out["predicted"], out["required"] = n["type predicted"], n["type required"]
    for name, whole in _SHARES.items():
        part = n["near"] if name == "quote_overlap" else n[name]
        out[name] = part / n[whole] if n[whole] else None
    return out | {"traps": n["traps"], "trapped": n["trapped"]}


def _cited(question: Record, answer: Record, text: str) -> bool | None:
    places = [(at, at + len(q)) for q in question.get("evidence", ()) if (at := text.find(q)) >= 0]
    if not places:
        return None
    return any(a < e.get("end", 0) and e.get("start", 0) < b for a, b in places for e in answer.get("evidence", ()))


def score_answers(golds: Sequence[Record], answers: Iterable[Record]) -> dict[str, Any]:
    """Figures of answers: questions read right, third party, verdict (with its confusions, "gold->given"), evidence."""
    by_key = {(a.get("document"), a["question"]): a for a in answers}
    n: Counter[str] = Counter()
    per: dict[str, list[int]] = {}
    confusion: Counter[str] = Counter()
    for doc in golds:
        for question in doc.get("questions", ()):
            n["questions"] += 1
            answer = by_key.get((doc["id"], question["question"]))
            if answer is None:
                n["unanswered"] += 1
                continue
            n["parsed"] += answer.get("sender") == question["sender"] and answer.get("target") == question["target"]
            n["third"] += answer.get("third") == question.get("third")
            wanted = question["verdict"].split("|")
            right = answer.get("verdict") in wanted
            n["verdict"] += right
            confusion[f"{question['verdict']}->{answer.get('verdict')}"] += 1
            tally = per.setdefault(answer["verdict"] if right else wanted[0], [0, 0])
            tally[0] += right
            tally[1] += 1
            cited = _cited(question, answer, doc["text"])
            if cited is not None:
                n["evidenced"] += 1
                n["evidence"] += cited
    asked = n["questions"]
    return {
        "questions": asked,
        "unanswered": n["unanswered"],
        **{k: n[k] / asked if asked else None for k in ("parsed", "third", "verdict")},
        "verdict_macro": sum(r / t for r, t in per.values()) / len(per) if per else None,
        "evidence": n["evidence"] / n["evidenced"] if n["evidenced"] else None,
        "confusion": dict(sorted(confusion.items())),
    }
