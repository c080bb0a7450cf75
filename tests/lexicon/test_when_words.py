"""The lexicon of time loads, finds what its rows promise, and refuses a broken row with its line."""

from __future__ import annotations

import re

import pytest

from suasion.errors import DataError
from suasion.lexicon import when


def test_every_list_and_expression_is_there() -> None:
    lexicon = when.load()
    assert sorted(set(lexicon.words["month"].values()), key=int) == [str(n) for n in range(1, 13)]
    assert {e.solver for e in lexicon.expressions} == when.SOLVERS
    assert len({e.id for e in lexicon.expressions}) == len(lexicon.expressions)


def test_values_are_of_their_kind() -> None:
    words = when.load().words
    assert all(value.isdecimal() for name in ("month", "weekday", "number") for value in words[name].values())
    assert all(
        re.fullmatch(r"\d+-\d+", value) for name in ("part", "season", "holiday") for value in words[name].values()
    )
    assert all(value in ("-1", "0", "1") for name in ("which", "which_told") for value in words[name].values())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("id,pattern,solver,arg,note\nx,{monht},month,,\n", "expressions.csv:2: unknown slot"),
        ("id,pattern,solver,arg,note\nx,{month},mnth,,\n", "expressions.csv:2: unknown solver"),
        ("id,pattern,solver,arg,note\nx,({month},month,,\n", "expressions.csv:2: no regular expression"),
    ],
)
def test_a_broken_row_names_its_line(content: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = when.load().words
    lines = [(n, line.split(",")) for n, line in enumerate(content.splitlines(), 1) if n > 1]
    monkeypatch.setattr(when, "rows", lambda package, name, width: iter(lines))
    with pytest.raises(DataError, match=re.escape(reason)):
        when._expressions(words)
