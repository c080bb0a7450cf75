"""Whose stand an act gets, as actor codes: one plain sentence a case."""

from __future__ import annotations

import datetime as dt

import pytest

from suasion.code import sure
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.parse import parse
from suasion.types import AUTHOR, Document


def stands(text: str, head: str) -> dict[str, str]:
    parsed = parse(Document("t", text, dt.date(2021, 5, 4)))
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    index = next(t.i for t in parsed.doc if t.text == head)
    return {a.source: a.value for a in sure.stands(parsed, actors, relations, index)}


@pytest.mark.parametrize(
    ("text", "head", "source", "value"),
    [
        ("A Japanese daily reported that Russia had shelled the port.", "shelled", "JPN MEDIA", "CT+"),
        ("Reporters said Russia had shelled the port.", "shelled", "MEDIA", "CT+"),
        ("Analysts expect Russia to invade Georgia.", "invade", "ANALYSTS", "PR+"),
        ("A rumour holds that Russia shelled the port.", "shelled", "UNKNOWN", "CT+"),
        ("As Moscow has it, Kyiv shelled the village.", "shelled", "RUS", "CT+"),
        ("Ghana's navy owned up on Tuesday: one of its boats did cut the nets.", "cut", "GHA", "CT+"),
        ("The ban will go, Brussels let it be known on Wednesday.", "go", "EU", "CT+"),
        ("Kenya called the report false, said it was sad and said it would not respond.", "respond", "KEN", "CT-"),
        # How far one commits oneself to an act of one's own.
        ("Nigeria warned that it would seal the frontier unless Benin gave way.", "seal", "NGA", "PR+"),
        ("Vietnam is considering expelling the Chinese envoy.", "expelling", "VNM", "PS+"),
        ("Vietnam hinted at expelling the Chinese envoy.", "expelling", "VNM", "PS+"),
        ("Britain has not ruled out sending troops to Ukraine.", "sending", "GBR", "PS+"),
        ("Kenya proposed to lend Uganda a ship.", "lend", "KEN", "Uu"),
        # Who asks for it, or waits for it.
        ("Germany has been leaning on Slovenia to let the case run.", "let", "DEU", "Uu"),
        ("Slovenia blocked the road until Croatia lets the boats back.", "lets", "SVN", "Uu"),
        # A country's official, by the capital that the text is written from.
        ("YAOUNDE — Raiders seized a coach, a governor said on Monday.", "seized", "CMR", "CT+"),
        ("VIENNA — Raiders seized a coach, a governor said on Monday.", "seized", "UNKNOWN", "CT+"),
    ],
)  # fmt: skip
def test_source(text: str, head: str, source: str, value: str) -> None:
    found = stands(text, head)
    assert found.get(source) == value
    assert AUTHOR in found


def test_what_named_analysts_expect_is_not_the_authors() -> None:
    assert stands("Analysts expect Russia to invade Georgia.", "invade")[AUTHOR] == "Uu"
    assert stands("Russia is expected to invade Georgia.", "invade")[AUTHOR] == "PR+"


def test_a_negation_that_is_part_of_the_acts_wording_denies_nothing() -> None:
    parsed = parse(
        Document("t", "Kenya had no intention of pulling back. Kenya did not pull back.", dt.date(2021, 5, 4))
    )
    relations = find_relations(parsed, None)
    intention = next(t.i for t in parsed.doc if t.text == "intention")
    assert sure.stands(parsed, None, relations, intention)[0].value == "CT-"
    assert sure.stands(parsed, None, relations, intention, (intention - 1, intention))[0].value == "CT+"
    pull = next(t.i for t in parsed.doc if t.text == "pull")
    assert sure.stands(parsed, None, relations, pull, (pull,))[0].value == "CT-"
