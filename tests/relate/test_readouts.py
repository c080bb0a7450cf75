"""Two readouts of one meeting, by codings made by hand."""

from __future__ import annotations

import pytest

from suasion.relate.compare import Comparison, compare
from suasion.types import Coding, Demand, Document, Event, EventType, Mention, Polarity, Status

_CODES = {"Oslo": "NOR", "Rome": "ITA", "Cairo": "EGY"}


def _mention(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(_CODES[name], "GOV", None, name, start, start + len(name))


def _event(
    text: str, source: str, kind: EventType, target: str, status: Status = "asserted", demand: Polarity | None = None
) -> Event:
    asked = Demand(demand, "RETREAT", (_CODES[target],), (_CODES[source],), "leave", 0, 5) if demand else None
    sentence = next(s for s in text.split(".") if source in s and target in s).strip()
    at = text.index(sentence)
    actors = ((_mention(text, source),), (_mention(text, target),))
    return Event("e1", kind, *actors, status, sentence, at, at + len(sentence), demand=asked)


def _readout(name: str, text: str, *events: Event) -> Coding:
    mentions = tuple(_mention(text, actor) for actor in _CODES if actor in text)
    return Coding(Document(name, text), events, mentions=mentions)


def _what(made: Comparison, part: str) -> set[tuple[str, str]]:
    return {(p.kind, p.what) for p in getattr(made, part)}


ONE = "Oslo met Rome. Oslo urged Rome to leave the border zone. The U.S. tariffs on grain were discussed."
TWO = "Rome met Oslo. Both spoke of trade and of a pipeline. Cairo was thanked."


def test_what_both_say_and_what_only_one_says() -> None:
    a = _readout("a", ONE, _event(ONE, "Oslo", "CONSULT", "Rome"), _event(ONE, "Oslo", "REQUEST", "Rome", demand="+"))
    b = _readout("b", TWO, _event(TWO, "Rome", "CONSULT", "Oslo"))
    made = compare(a, b)
    assert (made.a, made.b, made.differ) == ("a", "b", ())
    assert _what(made, "both") == {
        ("entity", "Norway"), ("entity", "Italy"), ("topic", "trade and tariffs"), ("event", "NOR CONSULT ITA"),
    }  # fmt: skip
    assert _what(made, "only_a") == {
        ("topic", "sovereignty and territory"), ("topic", "food and water"),
        ("event", "NOR REQUEST ITA [asserted]"), ("demand", "+ RETREAT ITA to NOR"),
    }  # fmt: skip
    assert _what(made, "only_b") == {("entity", "Egypt"), ("topic", "energy")}
    for part in ("both", "only_a", "only_b"):
        for point in getattr(made, part):
            assert all(span.holds(ONE) for span in point.a)
            assert all(span.holds(TWO) for span in point.b)


def test_a_topic_is_shown_by_its_sentence() -> None:
    (point,) = [p for p in compare(_readout("a", ONE), _readout("b", TWO)).both if p.kind == "topic"]
    assert point.a[0].quote == "The U.S. tariffs on grain were discussed."
    assert point.b[0].quote == "Both spoke of trade and of a pipeline."


@pytest.mark.parametrize(
    ("first", "second", "note"),
    [
        (("AGREE", "asserted"), ("AGREE", "denied"), "asserted in one, denied in the other"),
        (("AGREE", "asserted"), ("AGREE", "claimed"), ""),
        (("SUPPORT", "predicted"), ("SUPPORT", "asserted"), "predicted in one, asserted in the other"),
        (("AGREE", "asserted"), ("REJECT", "asserted"), "AGREE in one, REJECT in the other"),
    ],
)
def test_acts_told_otherwise_differ(
    first: tuple[EventType, Status], second: tuple[EventType, Status], note: str
) -> None:
    text = "Oslo answered Rome about the pipeline."
    made = compare(
        _readout("a", text, _event(text, "Oslo", first[0], "Rome", first[1])),
        _readout("b", text, _event(text, "Oslo", second[0], "Rome", second[1])),
    )
    assert [p.note for p in made.differ if p.kind == "event"] == ([note] if note else [])
    assert len([p for p in made.both if p.kind == "event"]) == (not note)


def test_demands_of_opposite_sign_differ() -> None:
    text = "Oslo urged Rome to leave."
    made = compare(
        _readout("a", text, _event(text, "Oslo", "REQUEST", "Rome", demand="+")),
        _readout("b", text, _event(text, "Oslo", "REQUEST", "Rome", demand="-")),
    )
    assert [p.kind for p in made.differ] == ["demand"]
