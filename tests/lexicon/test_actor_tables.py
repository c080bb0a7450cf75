"""The actor tables that ship: every row can be read, and none contradicts itself."""

from __future__ import annotations

from suasion.lexicon import actors
from suasion.lexicon.actors.holders import _built, fold, holders
from suasion.lexicon.actors.tables import SECTORS, day_of, read_table


def test_persons_by_hand_are_whole() -> None:
    for number, row in read_table("people.csv"):
        where = f"people.csv:{number}"
        assert row["code"] and row["name"] and row["surnames"] and row["role"] and row["source"], where
        assert row["sector"] in SECTORS, where
        start, end = (day_of(row[k], k == "to", ("people.csv", number)) for k in ("from", "to"))
        assert start is not None, where
        assert end is None or start <= end, where
        assert day_of(row["checked"], True, ("people.csv", number)), where
        assert all(holders(fold(s), None) for s in row["surnames"].split("|")), where


def test_built_office_holders_can_be_read() -> None:
    surnames = list(_built())
    assert surnames == sorted(surnames)
    for surname in surnames:
        assert all(h.code and h.sector in SECTORS and h.name for h in holders(surname, None)), surname


def test_names_have_codes_unless_they_are_nobody() -> None:
    for name, entries in actors.names().items():
        assert all(e.code or e.kind == "none" for e in entries), name
        assert all(e.sector is None or e.sector in SECTORS for e in entries), name


def test_homonyms_are_names_that_are_known() -> None:
    assert set(actors.homonyms()) <= set(actors.names())
