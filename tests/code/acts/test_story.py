"""The second weighing's features: what the rest of the document tells, never the reading itself."""

from __future__ import annotations

from suasion.code.acts.candidates import Candidate, readings_of
from suasion.code.acts.story import Story
from suasion.code.says import find_relations
from suasion.code.who import find_actors
from suasion.lexicon.acts import load
from suasion.parse import parse
from suasion.types import Document

LIKELY, UNLIKELY = 0.9, 0.05


def _story(text: str) -> tuple[Story, list[Candidate]]:
    """The story in which Kenya's acts on Uganda, and the other way round, are likely; and those readings in order."""
    parsed = parse(Document("t", text))
    actors = find_actors(parsed)
    readings, _ = readings_of(parsed, actors, find_relations(parsed, actors), load())
    pair = (frozenset({"KEN"}), frozenset({"UGA"}))
    scores, chosen = [], []
    for rows in readings:
        fitting = [c for c in rows if (c.source.codes, c.target.codes) in (pair, pair[::-1])]
        subject = next((c for c in fitting if c.source.slot == "subj"), None)
        scores.append([LIKELY if c is subject else UNLIKELY for c in rows])
        if subject is not None:
            chosen.append(subject)
    return Story(readings, scores), chosen


def test_a_lone_act_has_no_story() -> None:
    story, (sanction, *_) = _story("Kenya sanctioned Uganda.")
    features = story.features(sanction, LIKELY)
    assert {"told:there=0", "told:back=0", "told:twin=0", "first=9"} <= set(features)
    assert not [f for f in features if f.startswith(("told:back1", "told:next"))]


def test_the_same_pair_elsewhere_is_told() -> None:
    story, (first, later, *_) = _story("Kenya sanctioned Uganda. Kenya condemned Uganda.")
    assert first.match.head.text == "sanctioned"
    assert "told:there=2" in story.features(first, LIKELY)
    assert "told:back1=sstt/SANCTION>ACCUSE" in story.features(later, LIKELY)
    assert "told:next=sstt/SANCTION>ACCUSE" in story.features(first, LIKELY)


def test_a_reply_is_told_as_one() -> None:
    story, (_, reply, *_) = _story("Kenya sanctioned Uganda. Uganda condemned Kenya.")
    assert "told:back=2" in story.features(reply, LIKELY)
    assert "told:back1=stts" in story.features(reply, LIKELY)


def test_an_act_told_twice_has_a_twin() -> None:
    story, chosen = _story("Kenya sanctioned Uganda. Later Kenya sanctioned Uganda again.")
    assert all("told:twin=3" in story.features(c, LIKELY) for c in chosen if c.match.pattern.type == "SANCTION")
