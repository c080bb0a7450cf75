"""Verdicts: what turns them, what must not, and that all of an answer can be traced."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest

from suasion.answer import ask
from suasion.code import code_document
from suasion.judge import episodes, judge
from suasion.judge.weigh import VERDICTS
from suasion.lexicon.judge import base_rates, published_rates
from suasion.parse import parse
from suasion.types import Answer, Coding, Document

DAY = dt.date(2015, 6, 12)
PRESS = (
    "Norway demanded on Monday that Iceland withdraw its trawlers from the disputed zone. "
    "Oslo warned that it would impose sanctions on Reykjavik if the boats stayed. "
)
REFUSED = (
    "Iceland rejected the Norwegian demand on Thursday and refused to withdraw its trawlers. "
    "The boats have not left the zone."
)
YIELDED = (
    "Iceland gave in to the Norwegian demand on Thursday and agreed to withdraw its trawlers. "
    "The last boats left the zone on Friday, and Iceland has complied in full."
)
ASKED = "Did Norway get Iceland to withdraw its trawlers?"


@lru_cache
def coded(text: str, name: str = "d", day: dt.date = DAY) -> Coding:
    return code_document(parse(Document(name, text, day)))


def answer(text: str, question: str = ASKED) -> Answer:
    return ask(question, [coded(text)])


def test_the_outcome_sentence_turns_the_verdict() -> None:
    assert answer(PRESS + REFUSED).verdict.name == "failed"
    assert answer(PRESS + YIELDED).verdict.name in ("succeeded", "partial")


def test_names_permute_and_everything_with_them() -> None:
    swap = {"Norway": "Chile", "Norwegian": "Chilean", "Oslo": "Santiago", "Iceland": "Peru", "Reykjavik": "Lima"}

    def swapped(text: str) -> str:
        for old, new in swap.items():
            text = text.replace(old, new)
        return text

    before, after = answer(PRESS + REFUSED), answer(swapped(PRESS + REFUSED), swapped(ASKED))
    assert (before.question.sender, before.question.target) == ("NOR", "ISL")
    assert (after.question.sender, after.question.target) == ("CHL", "PER")
    assert before.verdict.name == after.verdict.name
    assert [swapped(e.quote) for e in before.verdict.evidence] == [e.quote for e in after.verdict.evidence]


def test_a_text_about_neither_is_insufficient() -> None:
    assert (
        answer("The wine harvest in Burgundy was good, and growers expect a fine year.").verdict.name == "insufficient"
    )


def test_the_order_of_documents_changes_nothing() -> None:
    first = coded(PRESS, "a", dt.date(2015, 6, 8))
    second = coded(REFUSED, "b", DAY)
    assert ask(ASKED, [first, second]) == ask(ASKED, [second, first])


def test_a_later_document_counts_only_from_its_day() -> None:
    first = coded(PRESS + REFUSED, "a", DAY)
    later = coded(YIELDED + " " + YIELDED.replace("Thursday", "Friday"), "b", dt.date(2015, 8, 3))
    then = ask(ASKED, [first, later], as_of=dt.date(2015, 7, 1))
    assert then.verdict == ask(ASKED, [first], as_of=dt.date(2015, 7, 1)).verdict
    assert {e.document for e in then.verdict.evidence} == {"a"}
    assert "b" in {e.document for e in ask(ASKED, [first, later]).verdict.evidence}


def test_every_document_and_source_is_tried_without() -> None:
    found = ask(ASKED, [coded(PRESS + REFUSED, "a"), coded(YIELDED, "b")]).verdict
    tried = dict(found.without)
    assert {"a", "b"} <= set(tried)
    turning = [name for name, verdict in found.without if verdict != found.name]
    assert found.leans_on == (turning[0] if turning else None)
    assert not turning or found.confidence == "low"


def test_rules_alone_agree_on_the_plainest_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_LEARNED", "off")
    assert answer(PRESS + REFUSED).verdict.name == "failed"
    assert answer(PRESS + YIELDED).verdict.name in ("succeeded", "partial")


def test_all_of_an_answer_can_be_traced() -> None:
    text = PRESS + REFUSED
    found = answer(text)
    quotes = {e.quote for e in coded(text).events} | {e.quote for e in found.verdict.evidence}
    for evidence in found.verdict.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.rule
    for sentence in found.sentences:
        if "“" in sentence:
            assert sentence.split("“", 1)[1].rsplit("”", 1)[0] in quotes
    rates = base_rates()
    assert found.rates
    for rate in found.rates:
        assert rate in rates.values()
        assert rate.n >= 20
        assert rate.low <= rate.successes / rate.n <= rate.high
    assert found.verdict.policy_result * found.verdict.contribution <= 16
    assert any(r.startswith("policy result") for r in found.verdict.reasons)
    assert any(r.startswith("contribution") for r in found.verdict.reasons)


def test_each_piece_of_evidence_is_set_against_each_verdict() -> None:
    verdict = answer(PRESS + REFUSED).verdict
    assert verdict.matrix
    for line in verdict.matrix:
        assert tuple(name for name, _ in line.effects) == VERDICTS
    assert abs(sum(share for _, share in verdict.belief) - 1) < 0.001


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    found = answer(PRESS + REFUSED)
    lines = [*found.sentences, *(line for lines in found.notes.values() for line in lines)]
    assert any("likely" in line for line in lines)
    assert not any("likely" in line and "confidence" in line for line in lines)


def test_base_rates_do_not_move_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer(PRESS + REFUSED).verdict
    monkeypatch.setattr("suasion.judge.rates.base_rates", dict)
    found = answer(PRESS + REFUSED)
    assert found.rates == ()
    assert found.verdict == before


def test_published_rates_name_their_source() -> None:
    assert all(row["source"] and 0 < float(row["rate"]) < 1 for row in published_rates())


def test_an_episode_holds_acts_responses_and_stage() -> None:
    text = PRESS + REFUSED
    coding = coded(text)
    found = [e for e in episodes([coding]) if (e.sender, e.target) == ("NOR", "ISL")]
    assert found
    by_id = {e.id: e for e in coding.events}
    assert {by_id[i].type for _, i in found[0].instruments} >= {"REQUEST"}
    assert "REJECT" in {by_id[i].type for _, i in found[0].responses}
    assert judge(found[0], [coding]).episode == found[0]


def test_who_is_pressing_whom_lists_the_episodes() -> None:
    listed = ask("Who is pressing whom?", [coded(PRESS + REFUSED)])
    assert any("Norway → Iceland" in sentence for sentence in listed.sentences)


def test_what_somebody_said_is_quoted() -> None:
    text = (
        'Norway pressed Iceland to withdraw. "Iceland will not be bullied," Iceland\'s foreign minister said on Friday.'
    )
    said = ask("What did Iceland say?", [coded(text)])
    assert any("will not be bullied" in e.quote for e in said.verdict.evidence)


def test_what_changed_leaves_the_older_out() -> None:
    old, new = coded(PRESS, "a", dt.date(2015, 6, 8)), coded(REFUSED, "b", dt.date(2015, 9, 11))
    news = ask("What has changed since 1 August 2015?", [old, new])
    assert {e.document for e in news.verdict.evidence} == {"b"}


def test_without_the_pressing_acts_nothing_can_be_judged() -> None:
    text = "Norway's prime minister opened a bridge on Monday. Iceland's trawlers had a good season."
    found = answer(text)
    assert found.verdict.name == "insufficient"
    assert not [e for e in episodes([coded(text)]) if (e.sender, e.target) == ("NOR", "ISL")]


def test_a_document_that_turns_the_verdict_is_named() -> None:
    yielded = coded(PRESS + YIELDED, "a", dt.date(2015, 6, 12))
    refused = coded(PRESS + REFUSED, "b", dt.date(2015, 6, 12))
    verdict = ask(ASKED, [yielded, refused]).verdict
    without = dict(verdict.without)
    assert without["b"] in ("succeeded", "partial")
    assert without["a"] == "failed"
    assert verdict.leans_on is not None


def test_compliance_that_only_the_sender_claims_leans_on_it() -> None:
    text = (
        PRESS + "Iceland gave in, met the demand in full and withdrew its trawlers, the Norwegian government said on "
        "Thursday. Iceland's government denied that it had given in."
    )
    verdict = answer(text).verdict
    assert verdict.name == "failed"
    assert verdict.leans_on == "NOR"
    assert verdict.confidence == "low"
