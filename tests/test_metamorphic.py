"""Changes of the surface leave the coding as it is (the whole measurement: benchmarks/metamorphic.py)."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from suasion.code import code_many
from suasion.parse import parse_many
from suasion.types import Coding

RECORDS: list[dict[str, Any]] = [
    {
        "id": "a",
        "date": "2024-05-10",
        "text": "Kenya imposed sanctions on Uganda on Monday. Its defence minister condemned the programme.\n"
        "“We will answer,” said Uganda’s foreign minister. The centre of Kampala was quiet.",
    },
    {
        "id": "b",
        "date": "2023-02-01",
        "text": "Biden met Olaf Scholz on Tuesday. The two sides discussed Ukraine.\n"
        'Scholz rejected the demand. "We do not agree," he said.',
    },
    {
        "id": "c",
        "date": "1998-06-02",
        "text": "France accused Iran of shelling the harbour. Tehran denied the charge.\n"
        "Denmark expelled the Libyan ambassador on Friday. Libya's neighbours criticised Denmark.",
    },
]


@pytest.fixture(scope="module")
def base(metamorphic: ModuleType) -> list[Coding]:
    """The codings of the records as they are."""
    codings = list(code_many(parse_many(metamorphic.documents((r, r["text"]) for r in RECORDS))))
    assert all(coding.events for coding in codings)
    return codings


@pytest.mark.parametrize(
    "kind",
    [
        "paragraphs split",
        "paragraphs joined",
        "straight marks",
        "curly marks",
        "American spelling",
        "Mr before surnames",
    ],
)
def test_a_change_of_the_surface_changes_no_event(metamorphic: ModuleType, base: list[Coding], kind: str) -> None:
    """Some record is changed, and none loses or gains an event by it."""
    changed, events, lost, gained = metamorphic.violations(RECORDS, base, kind)
    assert changed > 0
    assert events > 0
    assert (dict(lost), dict(gained)) == ({}, {})


def test_renaming_is_undone_before_comparing(metamorphic: ModuleType, base: list[Coding]) -> None:
    """Other states in the same sentences do the same."""
    change = metamorphic.renamed(RECORDS[0], base[0])
    assert change is not None
    assert "Kenya" not in change.text
    _, _, lost, gained = metamorphic.violations(RECORDS[:1], base[:1], "actors renamed")
    assert (dict(lost), dict(gained)) == ({}, {})
