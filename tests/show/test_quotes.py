"""`suasion quotes`: who says what to whom, on the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Suasion

TEXT = (
    '"We," said Kenya\'s foreign minister, "will not wait." '
    "Kenya told Uganda that the border was shut. Turkey denied it."
)
DAY = ("--date", "2031-05-04")


def test_rows_hold_the_words_of_the_text(suasion: Suasion) -> None:
    rows = [json.loads(line) for line in suasion("quotes", *DAY, "--format", "jsonl", stdin=TEXT).out.splitlines()]
    said = next(r for r in rows if r["cue"] == "said")
    assert (said["speaker"], said["source"], said["direct"]) == ("KEN", "Kenya's foreign minister", True)
    assert said["content"] == '"We," … "will not wait."'
    told = next(r for r in rows if r["cue"] == "told")
    assert (told["speaker"], told["addressee"], told["day"]) == ("KEN", "UGA", "2031-05-04")
    assert all(TEXT[r["start"] : r["end"]].find(r["cue"]) >= 0 for r in rows)


def test_choices_narrow_the_list(suasion: Suasion) -> None:
    rows = list(csv.DictReader(io.StringIO(suasion("quotes", *DAY, "--format", "csv", stdin=TEXT).out)))
    to = list(csv.DictReader(io.StringIO(suasion("quotes", "--to", "UGA", *DAY, "--format", "csv", stdin=TEXT).out)))
    assert to == [r for r in rows if r["addressee"] == "UGA"] != []
    direct = json.loads(suasion("quotes", "--direct", "--by", "KEN", *DAY, "--format", "json", stdin=TEXT).out)
    assert [r["cue"] for r in direct] == ["said"]
