"""The JSON of an answer: what stands beside the verdict, and that every sentence can be traced."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from suasion.answer import ask
from suasion.answer.compose import OUTCOME
from suasion.code import code_document
from suasion.judge.weigh import VERDICTS
from suasion.lexicon.judge import base_rates
from suasion.parse import parse
from suasion.show.records import answer_record, dumps
from suasion.types import Document

TEXT = (
    "Norway demanded on Monday that Iceland withdraw its trawlers from the disputed zone. "
    "Oslo warned that it would impose sanctions on Reykjavik if the boats stayed. "
    "Iceland rejected the Norwegian demand on Thursday and refused to withdraw its trawlers."
)
ASKED = "Did Norway get Iceland to withdraw its trawlers?"
QUOTED = re.compile("“(.+?)”", re.DOTALL)


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    coding = code_document(parse(Document("d", TEXT, dt.date(2015, 6, 12))))
    loaded: dict[str, Any] = json.loads(dumps(answer_record(ask(ASKED, [coding]))))
    return loaded


def test_other_codebooks_stand_beside_the_verdict(record: dict[str, Any]) -> None:
    assert record["verdict"] == "failed"
    assert record["ties"].startswith("stalemate")
    assert record["compliance"] == "none"
    assert record["attributable"] is True
    assert record["held_so_far"] is False


def test_the_matrix_sets_each_quotation_against_each_verdict(record: dict[str, Any]) -> None:
    assert record["matrix"]
    for row in record["matrix"]:
        assert TEXT[row["start"] : row["end"]] == row["quote"]
        assert tuple(row["effects"]) == VERDICTS
        assert set(row["consistent_with"]) == {v for v, effect in row["effects"].items() if effect >= 0}
        assert row["diagnostic"] == pytest.approx(max(row["effects"].values()) - min(row["effects"].values()), abs=1e-3)
    assert sum(record["belief"].values()) == pytest.approx(1, abs=1e-3)


def test_a_verdict_that_turns_is_said_to_lean(record: dict[str, Any]) -> None:
    for row in record["without"]:
        assert row["holds"] == (row["verdict"] == record["verdict"])
    assert (record["leans_on"] is None) == all(row["holds"] for row in record["without"])


def test_each_rate_is_a_row_of_data(record: dict[str, Any]) -> None:
    table = {(r.dataset, r.measure, r.successes, r.n, r.low, r.high) for r in base_rates().values()}
    assert record["rates"]
    for rate in record["rates"]:
        key = (rate["dataset"], rate["definition"], rate["successes"], rate["n"], *rate["interval"])
        assert key in table


def test_every_sentence_is_traced_to_a_quotation_a_rule_or_the_verdict(record: dict[str, Any]) -> None:
    """Nothing is said that is not a quotation of the text, a wording fixed for the verdict, or the question read."""
    left = record["answer"]
    for quote in QUOTED.findall(left):
        assert quote in TEXT
        left = left.replace(f"“{quote}”", "“”")
    fixed = OUTCOME[record["verdict"]].format(sender="Norway", target="Iceland")
    head = f"As of {record['as_of']}, Norway's pressure on Iceland: {record['verdict']}."
    for words in (head, fixed, "The pressure: “”.", "What weighs most: “”."):
        left = left.replace(words, "")
    assert left.strip() == ""
    for evidence in record["evidence"]:
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["rule"]
    assert any(reason.startswith(f"policy result {record['score']['policy_result']}") for reason in record["reasons"])
    assert any(reason.startswith(f"contribution {record['score']['contribution']}") for reason in record["reasons"])
