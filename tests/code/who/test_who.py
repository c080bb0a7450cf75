"""Who is who on the day: persons and offices at dates inside and outside office, namesakes, own actors."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from conftest import Suasion

from suasion.code.who import find_actors, who_is
from suasion.errors import DataError, UsageError
from suasion.parse import parse, parse_many
from suasion.types import UNKNOWN, Document, Mention

CASES = Path(__file__).parents[2] / "cases" / "who.jsonl"
IN_POWER = frozenset({"GOV", "IGO"})
# The share of the table that must be right.
LEAST_RIGHT = 0.97
DAY = dt.date(2022, 3, 14)


def _mentions(text: str, date: dt.date | None = DAY) -> list[Mention]:
    found = find_actors(parse(Document("who", text, date)))
    return [a for m in found.mentions if m.kind in ("name", "role") for a in m.actors]


def _codes(text: str, date: dt.date | None = DAY) -> set[str]:
    return {a.code for a in _mentions(text, date)}


def test_persons_in_and_out_of_office() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    documents = [Document(c["id"], f"{c['name']} met reporters.", dt.date.fromisoformat(c["date"])) for c in cases]
    wrong = []
    for case, parsed in zip(cases, parse_many(documents), strict=True):
        actors = [a for m in find_actors(parsed).mentions for a in m.actors if a.start == 0]
        code, sector = (actors[0].code, actors[0].sector) if actors else (UNKNOWN, None)
        in_office = code == case["code"] and sector in IN_POWER
        right = in_office if case["office"] else sector not in IN_POWER
        if not right:
            wrong.append(f"{case['id']}: {code} {sector}")
    assert len({c["name"] for c in cases}) >= 120
    assert 1 - len(wrong) / len(cases) >= LEAST_RIGHT, "\n".join(wrong)


def test_one_out_of_office_is_of_the_state_but_no_government() -> None:
    answer = who_is("Angela Merkel", dt.date(2023, 5, 1))
    assert (answer.code, answer.sector) == ("DEU", "CVL")
    assert "until 2021-12-08, no longer in office" in answer.reason


def test_one_before_office_is_said_to_be_so() -> None:
    answer = who_is("Donald Trump", dt.date(2015, 7, 1))
    assert (answer.code, answer.sector) == ("USA", None)
    assert "not yet in office" in answer.reason


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the Élysée", "FRA"), ("the Quai d'Orsay", "FRA"), ("Foggy Bottom", "USA"), ("the Blue House", "KOR"),
        ("Zhongnanhai", "CHN"), ("Downing Street", "GBR"), ("the Sublime Porte", "TUR"), ("Itamaraty", "BRA"),
        ("Kiev", "UKR"), ("Kyiv", "UKR"), ("al-Shabaab", "SHABAAB"), ("the World Bank", "WORLDBANK"),
        ("Brussels", "EU"), ("TEHRAN", "IRN"), ("the Soviet Union", "SUN"),
    ],
)  # fmt: skip
def test_places_that_stand_for_somebody(name: str, code: str) -> None:
    assert who_is(name, DAY).code == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Россия", "RUS"), ("中国", "CHN"), ("俄罗斯外交部", "RUS"), ("إيران", "IRN"), ("Deutschland", "DEU")],
)
def test_states_in_other_scripts_and_languages(word: str, code: str) -> None:
    assert who_is(word, DAY).code == code


def test_kremlin_is_of_the_state_of_its_day() -> None:
    assert who_is("the Kremlin", dt.date(1985, 1, 1)).code == "SUN"
    assert who_is("the Kremlin", DAY).code == "RUS"


def test_a_stranger_with_a_known_surname_is_nobody() -> None:
    assert _codes("Wendy Johnson, a baker, was angry. Johnson closed her shop.") == set()


def test_a_surname_that_many_bear_needs_an_introduction() -> None:
    assert who_is("Wang", DAY).code == UNKNOWN
    assert _codes("Wang Wenbin rejected the claim. Wang said it was false.") == {"CHN"}


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored 40 points for the Bulls in the playoffs.",
        "He behaved like a bull in a China shop.",
        "Scientists gave the drug to a Guinea pig.",
        "Germany beat France 2-1 after a late goal by the striker.",
        "They signed the Geneva Convention.",
    ],
)
def test_namesakes_are_no_actors(text: str) -> None:
    assert _codes(text) == set()


def test_georgia_by_its_surroundings() -> None:
    assert _codes("Georgia sued the plant near Atlanta.") == {"USA"}
    assert _codes("Georgia accused Moscow of moving the fence, Tbilisi said.") == {"GEO", "RUS"}


def test_a_patron_is_not_the_country_of_whom_it_backs() -> None:
    roles = [a for a in _mentions("US-backed rebels attacked the town.") if a.sector == "REB"]
    assert all(a.code != "USA" for a in roles)


def test_a_role_says_whether_its_holder_still_is_one() -> None:
    text = "The former French president spoke. The French president did not."
    sectors = {a.start: a.sector for a in _mentions(text) if "president" in a.text}
    assert list(sectors.values()) == ["CVL", "GOV"]


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("Chile's Defense Department", "CHL", "GOV"), ("Norway's central bank", "NOR", "GOV"),
        ("a Hamas spokesman", "HAMAS", "REB"), ("the Japanese foreign ministry", "JPN", "GOV"),
        ("Kenyan opposition lawmakers", "KEN", "OPP"), ("the Pakistani army", "PAK", "MIL"),
        ("Dutch companies", "NLD", "BUS"), ("soldiers", UNKNOWN, "MIL"), ("a garden in Kabul", "AFG", None),
    ],
)  # fmt: skip
def test_roles_and_bodies(name: str, code: str, sector: str | None) -> None:
    answer = who_is(name, DAY)
    assert (answer.code, answer.sector) == (code, sector)


@pytest.mark.parametrize(
    ("office", "date", "holder"),
    [
        ("the French president", "2011-03-19", "Nicolas Sarkozy"),
        ("the German foreign minister", "2022-03-14", "Annalena Baerbock"),
        ("the US secretary of state", "1995-11-21", "Warren Christopher"),
        ("NATO's secretary general", "2015-03-14", "Jens Stoltenberg"),
    ],
)
def test_who_holds_an_office_on_the_day(office: str, date: str, holder: str) -> None:
    assert who_is(office, dt.date.fromisoformat(date)).name == holder


def test_a_deputy_is_not_the_holder() -> None:
    assert who_is("the Russian deputy foreign minister", DAY).name == "the Russian deputy foreign minister"


def test_one_last_checked_is_said_to_be_so() -> None:
    answer = who_is("Lawrence Wong", dt.date(2027, 6, 1))
    assert (answer.code, answer.sector) == ("SGP", "GOV")
    assert "when last checked, 2026-08" in answer.reason


def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(rows, encoding="utf-8")
    monkeypatch.setenv("SUASION_ACTORS", str(path))
    return path


def test_own_actors_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "code,name,sector,surnames,role,from,to\nACME,Acme Widgets,BUS,,,,\n"
        "KAZ,Aliya Testova,GOV,Testova,envoy,2020,2021\n"
        "ELSEWHERE,Brussels,,,,,\n"
    )
    _own(tmp_path, monkeypatch, rows)
    assert (who_is("Acme Widgets", DAY).code, who_is("Acme Widgets", DAY).sector) == ("ACME", "BUS")
    assert who_is("Aliya Testova", dt.date(2020, 6, 1)).sector == "GOV"
    assert who_is("Aliya Testova", dt.date(2022, 6, 1)).sector == "CVL"
    assert who_is("Brussels", DAY).code == "ELSEWHERE"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("name,sector\nAcme,BUS\n", "own.csv:1: has no column code"),
        ("code,name\nacme,Acme\n", "own.csv:2: not a code: 'acme'"),
        ("code,name,sector\nACME,Acme,SHOP\n", "own.csv:2: not a sector: SHOP"),
        ("code,name,from\nACME,Acme,soon\n", "own.csv:2: not a date: soon"),
        ("code,name\nACME,Acme,BUS\n", "own.csv:2: has 3 cells, not 2"),
        ("# nothing\n", "own.csv: has no header"),
    ],
)
def test_a_wrong_own_table_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, said: str
) -> None:
    _own(tmp_path, monkeypatch, rows)
    with pytest.raises(DataError) as error:
        who_is("Acme", DAY)
    assert str(error.value).startswith(said)


def test_a_missing_own_table_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_ACTORS", str(tmp_path / "none.csv"))
    with pytest.raises(UsageError, match=r"none\.csv cannot be read"):
        who_is("Acme", DAY)


def test_the_command_says_who_and_why(suasion: Suasion) -> None:
    done = suasion("who", "Dmitry Peskov", "--date", "2022-03-14")
    assert done.code == 0
    assert done.out.startswith("Dmitry Peskov: RUS GOV, Kremlin spokesman (2022-03-14)")
