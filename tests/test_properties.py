"""Whatever a text holds, what comes out keeps the contract.

`SUASION_EXAMPLES` sets how many texts each property is tried on (a handful by default).
"""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import Any, get_args

import pytest
from conftest import Suasion
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from suasion.parse.plain import plain
from suasion.pipeline import run
from suasion.show.records import coding_record, dumps
from suasion.types import AUTHOR, Coding, Document, EventType, FactValue, Status

EXAMPLES = int(os.environ.get("SUASION_EXAMPLES", "25"))
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# What hostile and careless texts hold: marks that pair, that turn the line round, that join, that look alike.
ODD = [
    "", " ", "\x00", "\x1b[31m", "\ud800", "\udfff", "\u202e", "\u200f", "\u200d", "\u200b", "\ufeff", "\u00ad",
    "\r\n", "\r", "\n", "\n\n\n", "\u2028", "\x85", "\t", "\x0b", '"', "“", "”", "‘", "’", "'", "«", "»", "''", "``",
    "(", ")", "((", "]", "[", "—", "--", "…", "...", "🇷🇺", "👩‍👩‍👧", "é", "e\u0301", "ﬁ", "İ", "ß", "Ruѕsia",
    "Сhina", "Ｃｈｉｎａ", "中国", "روسيا", "=1+1", "<b>", "</script>", "../../etc/passwd", "'; DROP TABLE x; --",
    "%s%n", "{0}", "${x}", "&amp;", "\\u0041", "\\",
]  # fmt: skip
ACTORS = ["Kenya", "Uganda", "the United States", "Moscow", "Biden", "the two sides", "NATO", "he", "they", "officials"]
ACTS = [
    "imposed sanctions on", "threatened to invade", "urged", "did not attack", "will meet", "accused", "denied that",
    "said that", "may have bombed", "agreed with", "withdrew from", "reportedly armed",
]  # fmt: skip
DAYS = [
    "on Monday", "on 31 February 2022", "on 0 May 0", "in the year 0", "on 29 February 1900", "in 99999", "yesterday",
    "on 2022-13-45", "by next Friday", "12/31/0000", "in 10000 years", "from May to May", "two centuries ago",
]  # fmt: skip
GLUE = [", ", " and ", ". ", "; ", '." ', ' "', " ", "\n", ": ", " – ", "? "]

words = st.sampled_from([*ACTORS, *ACTS, *DAYS, *ODD])
mixed = st.lists(st.tuples(words, st.sampled_from([*GLUE, *ODD])), max_size=40).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)
anything = st.text(st.characters(codec=None), max_size=300)
runs = st.builds(
    lambda unit, times: unit * times, st.sampled_from([*ODD, *ACTORS, *ACTS, "a", "1", "He "]), st.integers(1, 300)
)
texts = st.one_of(mixed, anything, st.builds(lambda a, b, c: a + b + c, mixed, runs, mixed))
days = st.one_of(st.none(), st.sampled_from([dt.date.min, dt.date.max, dt.date(2024, 2, 29)]), st.dates())


def code(text: str, day: dt.date | None = None) -> Coding:
    """The coding of one text by the whole way."""
    (coding,) = run("code", documents=[Document("x", text, day)])
    assert isinstance(coding, Coding)
    return coding


def _spans(record: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Every quotation of a record with its offsets."""
    found = [(e["quote"], e["start"], e["end"]) for e in (*record["events"], *record["assessments"])]
    return found + [
        (a["text"], a["start"], a["end"]) for e in record["events"] for side in ("source", "target") for a in e[side]
    ]


def holds(coding: Coding, text: str) -> None:
    """Assert the contract's invariants for a coding of `text` and for its JSON."""
    line = dumps(coding_record(coding))
    assert "\n" not in line
    record = json.loads(line.encode("utf-8"))
    assert record["id"] == coding.document.id
    for quote, start, end in _spans(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quote
    for mention in coding.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
    for quotation in coding.quotations:
        assert all(span.holds(text) and span.quote for span in (*quotation.source, *quotation.cue, *quotation.content))
    assert [e["id"] for e in record["events"]] == [f"e{n}" for n in range(1, len(record["events"]) + 1)]
    for event in record["events"]:
        _event_holds(event, text)
    for told in (*coding.events, *coding.faint):
        assert text[told.start : told.end] == told.quote
        assert told.start <= told.anchor[0] < told.anchor[1] <= told.end
    for assessment in record["assessments"]:
        assert assessment["value"] in get_args(FactValue)


def _event_holds(event: dict[str, Any], text: str) -> None:
    assert event["type"] in get_args(EventType)
    assert event["status"] in get_args(Status)
    assert event["source"]
    assert event["target"]
    assert [event["start"], event["end"]] in event["mentions"]
    assert all(0 <= a < b <= len(text) for a, b in event["mentions"])
    assert AUTHOR in {a["source"] for a in event["attributions"]}
    assert {a["value"] for a in event["attributions"]} <= set(get_args(FactValue))
    if event["date"]:
        assert dt.date.fromisoformat(event["date"]["start"]) <= dt.date.fromisoformat(event["date"]["end"])
        assert event["date"]["text"] in text
    if event["demand"]:
        assert event["demand"]["text"] in text
        assert event["demand"]["polarity"] in "+-"
        assert event["demand"]["type"] in get_args(EventType)


@few
@given(texts, days)
@example('Kenya "threatened “to invade Uganda on 31 February', dt.date.max)
@example("Kenya imposed sanctions on Uganda yesterday.", dt.date.min)
@example("\ud800Kenya\u200d imposed\u202e sanctions on Uganda\x00.", None)
def test_any_text_keeps_the_contract(text: str, day: dt.date | None) -> None:
    """Offsets, quotations, terms and JSON hold for any text on any day."""
    holds(code(text, day), text)


@few
@given(st.text(st.characters(codec=None), max_size=1000))
@example("(" * 1000)
@example("a" * 1000)
def test_the_copy_for_the_model_is_as_long_as_the_text(text: str) -> None:
    """No replacement moves an offset, and no stretch without a space stays long."""
    copy = plain(text)
    assert len(copy) == len(text)
    assert max(map(len, copy.split()), default=0) <= 200


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ufeff", "\u202e\u200d", "\ud800"])
def test_nothing_gives_nothing(text: str) -> None:
    """A text without words gives no event and no assessment."""
    coding = code(text, dt.date(2024, 1, 1))
    assert (coding.events, coding.assessments) == ((), ())


@pytest.mark.parametrize("odd", ["\u200b", "\u00a0", "\t", "\u202f", "\u2009"])
def test_odd_spaces_do_not_hide_an_event(odd: str) -> None:
    """A space of another kind is a space."""
    text = f"Kenya imposed{odd}sanctions on Uganda on Monday."
    assert [e.type for e in code(text).events] == ["SANCTION"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\n\n"])
def test_line_ends_are_alike(end: str) -> None:
    """However a line ends, the paragraphs are the same."""
    lines = ["Kenya imposed sanctions on Uganda on Monday.", "France condemned Iran."]
    told, plain_told = ([(e.type, e.quote) for e in code(joint.join(lines)).events] for joint in (end, "\n"))
    assert told == plain_told
    assert len(told) == 2


@pytest.mark.parametrize("name", ["Ruѕsia", "Сhina", "Ｒｕｓｓｉａ"])
def test_lookalikes_are_not_taken_for_the_name(name: str) -> None:
    """A name with a letter of another script is no known actor: it is never given the real one's code."""
    codes = {m.code for m in code(f"{name} imposed sanctions on Uganda on Monday.").mentions}
    assert codes.isdisjoint({"RUS", "CHN"})


def test_many_actors_in_one_sentence() -> None:
    """A sentence of a thousand actors is coded, and the contract holds."""
    text = "Kenya, Uganda, France, Iran, " * 250 + "and Peru imposed sanctions on Iran."
    coding = code(text)
    assert len(coding.mentions) >= 1000
    holds(coding, text)


@few
@given(st.lists(texts, min_size=1, max_size=2), days)
def test_the_command_line_prints_one_object_a_record(suasion: Suasion, several: list[str], day: dt.date | None) -> None:
    """Every record of a JSONL table comes back in order with its text's offsets, or is named as unread."""
    records = {f"d{n}": text for n, text in enumerate(several)}
    rows = [{"id": i, "text": text, "date": day.isoformat() if day else None} for i, text in records.items()]
    done = suasion("code", "-", stdin="".join(json.dumps(row) + "\n" for row in rows))
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert "Traceback" not in done.err
    assert [line["id"] for line in lines] == [i for i in records if i in {line["id"] for line in lines}]
    assert len(done.err.splitlines()) == len(records) - len(lines)
    assert done.code == (1 if done.err else 0)
    for line in lines:
        assert all(records[line["id"]][start:end] == quote for quote, start, end in _spans(line))
