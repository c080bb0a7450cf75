"""The ledger of claims, by codings made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from suasion.code.sure import status_of
from suasion.relate.claims import agency_of, claims, origins
from suasion.types import AUTHOR, Attribution, Coding, Document, Event, EventType, FactValue, Mention, When

FILLER = "Nobody else at the border could be reached by telephone before the evening, and roads were closed."
MAY_4 = "2031-05-04"
DAY = When(dt.date(2031, 5, 3), dt.date(2031, 5, 3), "on Saturday")


def _coding(
    name: str, text: str, day: str | None, stands: list[tuple[str, FactValue]], kind: EventType = "ASSAULT"
) -> Coding:
    """A document with one act of Kenya on Uganda, on which each source takes its stand."""
    attributions = tuple(
        Attribution(voice, value, None if voice == AUTHOR else "GOV", voice.title(), "said") for voice, value in stands
    )
    source, target = (
        (Mention(code, "GOV", None, word, text.index(word), text.index(word) + len(word)),)
        for code, word in (("KEN", "Kenya"), ("UGA", "Uganda"))
    )
    event = Event(
        "e1", kind, source, target, status_of(attributions), text.split(".")[0], 0, text.index("."), attributions, DAY
    )  # fmt: skip
    return Coding(Document(name, text, dt.date.fromisoformat(day) if day else None), (event,))


SAID = _coding(
    "a", f"Kenya shelled a village in Uganda, Kampala said. {FILLER}", "2031-05-04", [(AUTHOR, "Uu"), ("UGA", "CT+")]
)
DENIED = _coding(
    "b", "Nairobi denied that Kenya had shelled any village in Uganda. It spoke of lies.", "2031-05-06",
    [(AUTHOR, "Uu"), ("KEN", "CT-")],
)  # fmt: skip


def test_what_one_says_and_another_denies_is_one_contested_claim() -> None:
    (claim,) = claims([DENIED, SAID])
    assert (claim.id, claim.status, claim.disputed) == ("c1", "contested", True)
    assert (claim.since, claim.denied_since) == (dt.date(2031, 5, 4), dt.date(2031, 5, 6))
    assert [(t.source, t.document) for t in claim.of("says")] == [("UGA", "a")]
    assert [(t.source, t.document, t.quote) for t in claim.of("denies")] == [("KEN", "b", DENIED.events[0].quote)]
    assert (claim.documents, claim.independent, claim.voices) == (2, 2, 2)


def test_a_plain_no_of_the_author_is_a_stand_on_the_act() -> None:
    no = _coding("c", "Kenya shelled no village in Uganda. We were there.", "2031-05-05", [(AUTHOR, "CT-")])
    yes = replace(no, document=replace(no.document, id="d", date=dt.date(2031, 5, 4)))
    yes = replace(yes, events=(replace(yes.events[0], status="asserted", attributions=(Attribution(AUTHOR, "CT+"),)),))
    (claim,) = claims([no, yes])
    assert claim.status == "contested"
    assert (claim.since, claim.denied_since) == (dt.date(2031, 5, 4), dt.date(2031, 5, 5))


def test_copies_are_one_source() -> None:
    copies = [replace(SAID, document=replace(SAID.document, id=name, source=name)) for name in "xyz"]
    (claim,) = claims([SAID, *copies])
    assert (claim.documents, claim.independent) == (4, 1)


@pytest.mark.parametrize(("first", "second", "sources"), [("Reuters", "Reuters", 1), ("Reuters", "AFP", 2)])
def test_reports_of_one_agency_are_one_source(first: str, second: str, sources: int) -> None:
    one = _coding(
        "a", f"NAIROBI ({first}) - Kenya shelled a village in Uganda. {FILLER}", "2031-05-04", [(AUTHOR, "CT+")]
    )
    two = _coding("b", f"Uganda saw a village shelled by Kenya.\n({second})", "2031-05-04", [(AUTHOR, "CT+")])
    (claim,) = claims([one, two])
    assert (claim.documents, claim.independent) == (2, sources)


def test_who_cites_an_agency_has_it_from_there() -> None:
    agency = _coding(
        "a", f"NAIROBI (AFP) - Kenya shelled a village in Uganda. {FILLER}", "2031-05-04", [(AUTHOR, "CT+")]
    )
    paper = _coding("b", "Kenya shelled a village in Uganda, AFP reported.", "2031-05-04", [(AUTHOR, "Uu")])
    told = Attribution("MEDIA", "CT+", "MED", "the AFP", "reported")
    paper = replace(paper, events=(replace(paper.events[0], status="claimed", attributions=(told,)),))
    (claim,) = claims([agency, paper])
    assert (claim.status, claim.documents, claim.independent) == ("asserted", 2, 1)


def test_other_acts_are_other_claims_and_open_acts_are_none() -> None:
    other = _coding("b", "Kenya threatened Uganda with bombs.", "2031-05-04", [(AUTHOR, "CT+")], "THREATEN")
    open_ = _coding("c", "Kenya may shell a village in Uganda.", "2031-05-04", [(AUTHOR, "Uu")])
    undated = _coding("d", "Kenya shelled a village in Uganda, Kampala said.", None, [("UGA", "CT+")])
    found = claims([undated, SAID, other, open_])
    assert [(c.id, c.type, c.documents) for c in found] == [("c1", "ASSAULT", 2), ("c2", "THREATEN", 1)]
    assert not any(c.disputed for c in found)


def test_one_voice_on_both_sides_disputes_nothing() -> None:
    both = _coding("a", "Kenya shelled Uganda.", "2031-05-04", [("UGA", "CT+"), ("UGA", "CT-")])
    assert not claims([both])[0].disputed


@pytest.mark.parametrize(
    ("text", "source", "agency"),
    [
        ("GENEVA, May 3 (Reuters) - Talks began.", None, "Reuters"),
        ("Talks began.\nAgence France-Presse", None, "AFP"),
        ("Talks began. (dpa/AP)", None, "dpa"),
        ("Talks began.", "The Associated Press", "AP"),
        ("Uganda and the Palestinian Authority (PA) met.", None, None),
        ("Reuters said talks had begun.", None, None),
    ],
)
def test_the_credit_names_the_agency(text: str, source: str | None, agency: str | None) -> None:
    assert agency_of(Document("a", text, source=source)) == agency


def test_documents_of_one_name_are_told_apart() -> None:
    assert origins([Document("a", "One thing was said."), Document("a", "Quite another was done.")]) == [
        "a (1)",
        "a (2)",
    ]
