"""Pronouns and descriptions: tests/cases/coreference.jsonl, and what links must never do."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest

from suasion.code.who import Actors, find_actors
from suasion.errors import DataError
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import descriptions
from suasion.parse import Parsed, parse, parse_many
from suasion.types import Document

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "cases/coreference.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Parsed, Actors]]:
    documents = [Document(c["id"], c["text"], dt.date.fromisoformat(c["date"])) for c in CASES]
    return {p.document.id: (p, find_actors(p)) for p in parse_many(documents)}


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_links(case: dict[str, str | None], found: dict[str, tuple[Parsed, Actors]]) -> None:
    parsed, actors = found[str(case["id"])]
    words = str(case["words"])
    start = parsed.document.text.index(words)
    token = next(t for t in parsed.doc if t.idx <= start < t.idx + len(t))
    mention = actors.at(token.i)
    codes = {a.code for a in mention.actors} if mention is not None else set()
    assert codes == (set(case["code"].split("+")) if case["code"] else set())


def test_every_link_quotes_its_words_and_gives_a_reason(found: dict[str, tuple[Parsed, Actors]]) -> None:
    links = [
        (p.document.text, a)
        for p, actors in found.values()
        for m in actors.mentions
        if m.kind in ("pronoun", "nominal")
        for a in m.actors
    ]
    assert len(links) > 50
    for text, actor in links:
        assert text[actor.start : actor.end] == actor.text
        assert actor.reason


def test_the_same_text_gives_the_same_links() -> None:
    text = "Japan and South Korea met. The two sides agreed. Their ministers said they would talk again."
    once, again = (find_actors(parse(Document("x", text, dt.date(2020, 1, 2)))).mentions for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("label", "code"),
    [("Foreign Minister Lavrov", "RUS"), ("MS. PSAKI", "USA"), ("SPOKESMAN", None), ("Q", None)],
)
def test_we_under_a_label_is_its_speaker(label: str, code: str | None) -> None:
    parsed = parse(Document("x", f"{label}: We will answer this step.", dt.date(2021, 6, 1)))
    codes = {a.code for m in find_actors(parsed).mentions for a in m.actors}
    assert codes == ({code} if code else set())


def test_neighbours_are_of_their_year() -> None:
    assert descriptions.neighbours("FIN", "east", frozenset(), 2020) == ("RUS",)
    assert descriptions.neighbours("FIN", "east", frozenset(), 1980) == ("SUN",)
    assert descriptions.neighbours("ZZZ", "east", frozenset(), 1980) == ()


def test_descriptions_name_codes_of_the_tables() -> None:
    known = {entry.code for entries in tables.names().values() for entry in entries}
    kinds = ("state", "region", "body", "capital", "rule", "office")
    used = {c for k in kinds for found in descriptions.words()[k].values() for f in found for c in f.fits}
    states = {c for found in descriptions.members().values() for c in found}
    assert not {*used, *states, *descriptions.members(), *descriptions.places()} - known - {descriptions.ANY}


def test_words_without_a_kind_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"kind": "planet", "words": "moon", "fits": "*", "start": "", "end": ""}
    monkeypatch.setattr(descriptions, "_table", lambda name: [(7, row)])
    with pytest.raises(DataError, match=r"descriptions\.csv:7"):
        descriptions.words.__wrapped__()


def test_a_long_text_of_pronouns_stays_cheap() -> None:
    text = "Kenya said that it would help its friends. They thanked it. He told them. " * 600
    parsed = parse(Document("x", text, dt.date(2020, 1, 2)))
    start = time.process_time()
    find_actors(parsed)
    assert time.process_time() - start < 8.0  # seconds; it would be minutes if each looked back over all
