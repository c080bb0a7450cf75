"""The codebook's table of statuses, and denials that stand away from what they deny."""

from __future__ import annotations

import pytest

from suasion.code import sure
from suasion.code.says import find_relations
from suasion.code.sure.values import composed, turned, weakened
from suasion.code.who import find_actors
from suasion.lexicon import says as says_lexicon
from suasion.lexicon import sure as sure_lexicon
from suasion.parse import parse
from suasion.types import Attribution, Document, FactValue, Status


def held(**values: FactValue) -> tuple[Attribution, ...]:
    return tuple(Attribution(source, value) for source, value in values.items())


@pytest.mark.parametrize(
    ("attributions", "context", "status"),
    [
        (held(AUTHOR="CT+"), sure.Context(), "asserted"),
        (held(AUTHOR="PR+"), sure.Context(), "asserted"),
        (held(AUTHOR="CT-"), sure.Context(), "negated"),
        (held(AUTHOR="Uu", RUS="CT+"), sure.Context(), "claimed"),
        (held(AUTHOR="Uu", RUS="CT+", UKR="CT-"), sure.Context(), "contested"),
        (held(AUTHOR="Uu", UKR="CT-"), sure.Context(), "denied"),
        (held(AUTHOR="Uu"), sure.Context(), "hypothetical"),
        (held(AUTHOR="CT+"), sure.Context("future"), "predicted"),
        (held(AUTHOR="CT-"), sure.Context("future"), "predicted"),
        (held(AUTHOR="CT+"), sure.Context("irrealis"), "hypothetical"),
        (held(AUTHOR="Uu", RUS="CT+"), sure.Context(own=True), "asserted"),
        (held(AUTHOR="Uu", RUS="CT+"), sure.Context("future", performed=True), "asserted"),
    ],
)
def test_table(attributions: tuple[Attribution, ...], context: sure.Context, status: Status) -> None:
    assert sure.status_of(attributions, context) == status


def statuses(text: str, acts: list[tuple[str, str, str, str]]) -> list[Status]:
    """The status of each act, given as head word, type, source and target, with denials added."""
    parsed = parse(Document("t", text))
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    heads = [next(t.i for t in parsed.doc if t.text == word) for word, *_ in acts]
    made = [
        sure.Act(head, kind, frozenset({source}), frozenset({target}))
        for head, (_, kind, source, target) in zip(heads, acts, strict=True)
    ]
    denials = sure.find_denials(parsed, actors, relations, made)
    return [
        sure.status_of(
            (*sure.stands(parsed, actors, relations, act.head), *denials.get(act.head, ())),
            sure.context_of(parsed, relations, act.head, act.source, act.type),
        )
        for act in made
    ]


@pytest.mark.parametrize(
    "denial",
    [
        "Russia denied it.",
        "Russia denied the allegation.",
        "Russia dismissed the claims.",
        "Russia called the report nonsense.",
        "Russia said it had not touched the town.",
    ],
)
def test_denial_in_the_next_sentence_contests(denial: str) -> None:
    text = f"Ukraine said Russia had shelled the town. {denial}"
    assert statuses(text, [("shelled", "ASSAULT", "RUS", "UKR")]) == ["contested"]


@pytest.mark.parametrize(
    "other",
    ["Russia rejected the offer.", "Russia would not comment.", "Russia did not deny it.", "China denied it."],
)
def test_what_is_no_denial_of_the_doer_contests_nothing(other: str) -> None:
    text = f"Ukraine said Russia had shelled the town. {other}"
    assert statuses(text, [("shelled", "ASSAULT", "RUS", "UKR")]) == ["claimed"]


def test_denial_reaches_no_act_that_the_author_asserts() -> None:
    text = "Russia shelled the town. Russia denied it."
    assert statuses(text, [("shelled", "ASSAULT", "RUS", "UKR")]) == ["asserted"]


def test_a_doers_own_report_is_asserted_and_a_commitment_is_an_act() -> None:
    assert statuses("Russia said it had shelled the town.", [("shelled", "ASSAULT", "RUS", "UKR")]) == ["asserted"]
    assert statuses("Norway will pay for the bridge.", [("pay", "AGREE", "NOR", "SWE")]) == ["asserted"]
    assert statuses("Norway will send troops.", [("send", "AID", "NOR", "SWE")]) == ["predicted"]


def test_values_compose() -> None:
    assert turned("PR+") == "PR-"
    assert weakened("CT-", "PS+") == "PS-"
    assert composed("CT-", "CT-", "CT+") == "CT+"  # did not fail to
    assert composed("PR+", None, None) == "PR+"
    assert composed("Uu", "CT+", "CT-") == "Uu"
    assert composed("Uu", "CT+", "CT+") == "CT+"  # factive


def test_lexicons_load_and_are_not_empty() -> None:
    assert len(sure_lexicon.load().signatures) > 500
    assert len(says_lexicon.load().verbs) > 300


@pytest.mark.parametrize(
    ("more", "silent"),
    [
        ("Russia declined to comment.", True),
        ("Russia did not respond to questions.", True),
        ("Russia had no comment.", True),
        ("Russia would neither confirm nor deny it.", True),
        ("Russia did not decline to comment.", False),
        ("Russia commented on the weather.", False),
        ("China declined to comment.", False),
    ],
)
def test_who_will_not_comment_commits_himself_to_nothing(more: str, silent: bool) -> None:
    parsed = parse(Document("t", f"Ukraine said Russia had shelled the town. {more}"))
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    head = next(t.i for t in parsed.doc if t.text == "shelled")
    act = sure.Act(head, "ASSAULT", frozenset({"RUS"}), frozenset({"UKR"}))
    made = sure.find_denials(parsed, actors, relations, [act]).get(head, ())
    assert [(a.source, a.value) for a in made] == ([("RUS", "Uu")] if silent else [])
