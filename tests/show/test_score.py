"""The scorer counts as the bench's does: a small case worked out by hand."""

from __future__ import annotations

from typing import Any

from suasion.show.score import score_answers, score_events

TEXT = "Washington warned Beijing. Moscow met Delhi. Paris praised Rome."


def _gold(source: str, kind: str, target: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"source": [source], "type": kind, "target": [target], "status": "asserted", "quote": quote} | more


def _event(source: str, kind: str, target: str, start: int, **more: Any) -> dict[str, Any]:
    actors = {"source": [{"code": source}], "target": [{"code": target}]}
    return {"type": kind, "status": "asserted", "start": start, "end": start + 10} | actors | more


GOLD = [
    {
        "id": "d",
        "text": TEXT,
        "events": [
            _gold("USA", "THREATEN|REQUEST", "CHN", "Washington warned Beijing", date="2022-03",
                  demand={"polarity": "-", "type": "AID|SUPPORT"},
                  attributions=[{"source": "USA", "value": "CT+"}]),
            _gold("RUS", "CONSULT", "IND", "Moscow met Delhi"),
            _gold("FRA", "SUPPORT", "ITA", "Paris praised Rome", required=False),
        ],
        "wrong": [{"source": ["CHN"], "type": "THREATEN", "target": ["USA"]}],
        "questions": [{"question": "Q?", "sender": "USA", "target": "CHN", "third": None, "verdict": "failed|partial",
                       "evidence": ["Washington warned"]}],
    }
]  # fmt: skip


def test_events_by_hand() -> None:
    coded = [
        {
            "id": "d",
            "events": [
                _event("USA", "REQUEST", "CHN", 0, date={"start": "2022-03-18"},
                       demand={"polarity": "-", "type": "AID"}, attributions=[{"source": "USA GOV", "value": "PR+"}]),
                _event("IND", "CONSULT", "RUS", 27, status="claimed"),
                _event("CHN", "THREATEN", "USA", 0),
                _event("FRA", "SUPPORT", "ITA", 46),
            ],
        }
    ]  # fmt: skip
    out = score_events(GOLD, coded)
    assert out["type"] == {"precision": 3 / 4, "recall": 1.0, "f1": 2 * 0.75 / 1.75}
    assert out["status"] == 2 / 3
    assert (out["date"], out["demand"], out["attribution"]) == (1.0, 1.0, 1.0)
    assert (out["traps"], out["trapped"]) == (1, 1)


def test_nothing_coded_scores_nothing() -> None:
    out = score_events(GOLD, [])
    assert out["documents_missing"] == 1
    assert out["type"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_answers_by_hand() -> None:
    answer = {"document": "d", "question": "Q?", "sender": "USA", "target": "CHN", "third": "RUS", "verdict": "partial",
              "evidence": [{"start": 5, "end": 9}]}  # fmt: skip
    out = score_answers(GOLD, [answer])
    assert (out["parsed"], out["third"], out["verdict"], out["evidence"]) == (1.0, 0.0, 1.0, 1.0)
    assert score_answers(GOLD, [])["unanswered"] == 1
