"""Whom a speaker speaks to."""

from __future__ import annotations

import datetime as dt

import pytest

from suasion.code.says import find_relations, quotations
from suasion.code.who import find_actors
from suasion.parse import parse
from suasion.types import Document


@pytest.mark.parametrize(
    ("text", "cue", "addressee"),
    [
        ("Kenya urged Uganda to withdraw its troops.", "urged", "UGA"),
        ("The envoy complained to Germany that the deal was dead.", "complained", "DEU"),
        ("Norway was warned that talks would end.", "was warned", "NOR"),
        ("The Kremlin called on France to stop the raids.", "called on", "FRA"),
        ('"We will answer," the minister told a rally in Kisumu.', "told", "a rally in Kisumu"),
        ("Kenya told Uganda that the border was shut.", "told", "UGA"),
        ("Kenya said that the border was shut.", "said", None),
        ('"Go home," she said to loud applause.', "said", None),
    ],
)
def test_addressee(text: str, cue: str, addressee: str | None) -> None:
    parsed = parse(Document("t", text, dt.date(2031, 5, 4)))
    found = quotations(parsed, find_relations(parsed, find_actors(parsed)))
    heard = [q.addressee for q in found if any(s.quote.startswith(cue) for s in q.cue)]
    assert heard == [addressee]
