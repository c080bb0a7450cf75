"""One act, one event: what is joined, and whose demand is kept."""

from __future__ import annotations

import dataclasses

from suasion.code.acts.content import REST
from suasion.code.merge import merge
from suasion.types import Demand, Event, EventType, Mention, Status

TEXT = "Kenya held a meeting with Uganda to discuss the border."


def _mention(code: str) -> tuple[Mention, ...]:
    return (Mention(code, "GOV", None, code, 0, 1),)


def _event(kind: EventType, status: Status, anchor: int, start: int, end: int) -> Event:
    return Event(
        "",
        kind,
        _mention("KEN"),
        _mention("UGA"),
        status,
        TEXT[start:end],
        start,
        end,
        mentions=((start, end),),
        anchor=(anchor, anchor),
    )


def test_a_talk_told_by_two_words_is_one() -> None:
    held = _event("CONSULT", "asserted", 6, 0, len(TEXT))
    discuss = _event("CONSULT", "hypothetical", TEXT.index("discuss"), TEXT.index("discuss"), len(TEXT))
    (event,) = merge([held, discuss])
    assert event.status == "asserted"
    assert len(event.mentions) == 2


def test_an_act_and_a_plan_of_one_kind_stay_two() -> None:
    done, planned = _event("SANCTION", "asserted", 6, 0, 20), _event("SANCTION", "hypothetical", 40, 30, 50)
    assert len(merge([done, planned])) == 2


def test_the_demand_that_grammar_ties_is_kept() -> None:
    loose = Demand("+", "CONCEDE", ("UGA",), ("KEN",), "after", 0, 5, place=REST)
    tied = dataclasses.replace(loose, polarity="-", type="AID", place="if")
    first = dataclasses.replace(_event("THREATEN", "asserted", 6, 0, 20), demand=loose)
    later = dataclasses.replace(_event("THREATEN", "asserted", 40, 30, 50), demand=tied)
    (event,) = merge([first, later])
    assert event.demand is not None
    assert (event.demand.polarity, event.demand.type) == ("-", "AID")
