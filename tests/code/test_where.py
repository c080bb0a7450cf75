"""The place of an act: the locative adjunct of its clause."""

from __future__ import annotations

import pytest

from suasion.code.where import place_of
from suasion.code.who import find_actors
from suasion.parse import parse
from suasion.types import Document


@pytest.mark.parametrize(
    ("text", "head", "place"),
    [
        ("The two ministers met in Rome on Monday.", "met", "Rome"),
        ("The two ministers held talks in Geneva on Monday.", "held", "Geneva"),
        ("The two ministers held talks in Geneva on Monday.", "talks", "Geneva"),
        ("NAIROBI, March 3 (agencies) - The two ministers met here on Monday.", "met", "Nairobi"),
        ("The two ministers met in secret.", "met", None),
        ("Kenya expelled the envoy in March.", "expelled", None),
    ],
)
def test_place(text: str, head: str, place: str | None) -> None:
    parsed = parse(Document("t", text))
    index = next(t.i for t in parsed.doc if t.text == head)
    assert place_of(parsed, find_actors(parsed), index) == place
