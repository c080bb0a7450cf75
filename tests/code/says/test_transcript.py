"""Speakers of transcripts, by their labels."""

from __future__ import annotations

import datetime as dt

import pytest

from suasion.code import sure
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.parse import parse
from suasion.types import AUTHOR, Document

BRIEFING = (
    "FOREIGN MINISTER LAVROV: We have expelled two envoys of Poland.\n"
    "Q: Norway shelled the port on Monday. Will you answer?\n"
    "A: We have recalled our ambassador from Oslo."
)


def stands(text: str, head: str, date: dt.date = dt.date(2021, 5, 4)) -> dict[str, str]:
    parsed = parse(Document("t", text, date))
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    index = next(t.i for t in parsed.doc if t.text == head)
    made = sure.stands(parsed, actors, relations, index)
    return {a.source: a.value for a in made}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("expelled", {AUTHOR: "CT+", "RUS": "CT+"}),
        ("shelled", {AUTHOR: "CT+", "MEDIA": "CT+"}),
        ("answer", {AUTHOR: "Uu", "MEDIA": "Uu"}),
    ],
)
def test_the_labelled_speaker_tells(head: str, expected: dict[str, str]) -> None:
    assert stands(BRIEFING, head) == expected


def test_labels_without_questions_make_no_transcript() -> None:
    text = "Turkey: Norway shelled the port on Monday.\nTrade: Exports fell."
    assert stands(text, "shelled") == {AUTHOR: "CT+"}
