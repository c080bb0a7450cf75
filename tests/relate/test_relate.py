"""Relations over time, by counts that can be checked by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import dossier_makings as makings
import foreign_makings
import networkx as nx
import pytest

from suasion import relate
from suasion.errors import UsageError
from suasion.relate.network import NEUTRAL
from suasion.store import Dossier, Filter, add
from suasion.store.foreign import import_file
from suasion.store.verdicts import keep_look


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    path = tmp_path / "case.duckdb"
    documents = [
        *makings.quarrel(),
        makings.document(6, "Washington urged Beijing over an island.", None),
    ]
    add(path, documents, makings.code_many, makings.MAKER)
    return Dossier(path)


def test_relate_by_month(dossier: Dossier) -> None:
    keep = ("period", "source", "target", "n", "reports", "score_n", "score_sum", "score_mean", "material_conflict")
    rows = [tuple(str(r[k]) for k in keep) for r in relate.relate(dossier, "USA", "CHN")]
    assert rows == [
        ("2022-03-01", "USA", "CHN", "2", "3", "2", "-9.5", "-4.75", "1"),
        ("2022-04-01", "CHN", "USA", "1", "1", "1", "10.0", "10.0", "0"),
        ("None", "USA", "CHN", "1", "1", "1", "0.0", "0.0", "0"),
    ]


def test_relate_by_week_begins_on_monday(dossier: Dossier) -> None:
    periods = [r["period"] for r in relate.relate(dossier, "USA", "CHN", "week") if r["period"]]
    assert periods == sorted(periods) and all(p.weekday() == 0 for p in periods) and len(periods) == 3


def test_relate_as_of(dossier: Dossier) -> None:
    rows = list(relate.relate(dossier, "USA", "CHN", as_of=dt.date(2022, 3, 2)))
    assert [(r["n"], r["reports"]) for r in rows] == [(1, 1)]


def test_hypothetical_acts_are_not_summed_unless_asked(dossier: Dossier) -> None:
    assert len(relate.relate(dossier, "USA", "JPN")) == 0
    assert len(relate.relate(dossier, "USA", "JPN", chosen=Filter(statuses=("hypothetical",)))) == 1


def test_wrong_calls_are_said(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="same actor"):
        relate.relate(dossier, "USA", "USA")
    with pytest.raises(UsageError, match="no period"):
        relate.dyads(dossier, "day")  # type: ignore[arg-type]


def test_providers_are_never_summed_together(dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    foreign_makings.write_gdelt(file, 3000)
    import_file(dossier.path, "gdelt", file)
    rows = list(relate.dyads(dossier, "year"))
    assert {r["provider"] for r in rows} == {"dossier", "gdelt"}
    keys = [(r["period"], r["provider"], r["source"], r["target"]) for r in rows]
    assert len(keys) == len(set(keys))
    assert all(r["n"] == sum(r[q] for q in r if q.endswith(("_cooperation", "_conflict"))) for r in rows)
    early = relate.dyads(dossier, "year", Filter(as_of=dt.date(2016, 12, 31)))
    assert {r["period"].year for r in early} == {2015, 2016}
    told = relate.dyads(dossier, "year", Filter(statuses=("hypothetical",)))
    assert {r["provider"] for r in told} == {"dossier"}
    french = list(relate.dyads(dossier, "year", Filter(actors=("FRA",))))
    assert french and all("FRA" in (r["source"], r["target"]) for r in french)


def test_timeline(dossier: Dossier) -> None:
    rows = list(relate.timeline(dossier, Filter(actors=("RUS",))))
    assert [(str(r["day"]), r["source"], r["type"], r["target"]) for r in rows] == [
        ("2022-03-02", ["CHN"], "SUPPORT", ["RUS"]),
        ("2022-05-05", ["RUS"], "SANCTION", ["USA"]),
    ]
    assert len(relate.timeline(dossier, Filter(since=dt.date(2022, 4, 1), until=dt.date(2022, 4, 30)))) == 2


def test_network(dossier: Dossier) -> None:
    graph = relate.graph_of(dossier)
    assert graph.edges["USA", "CHN", "pressed"]["acts"] == 3
    assert graph.edges["USA", "CHN", "pressed"]["first"] == "2022-03-02"
    by_code = {s.code: s for s in relate.measures(graph)}
    usa = by_code["USA"]
    assert (usa.acts_out, usa.acts_in, usa.pressed, usa.others_out, usa.reciprocity) == (3, 2, 3, 1, 1.0)
    assert by_code["CHN"].reciprocity == 0.5


@pytest.mark.parametrize(
    ("signs", "balanced"),
    [((1, 1, 1), True), ((1, -1, -1), True), ((1, 1, -1), False), ((-1, -1, -1), False)],
    ids=["friends", "common enemy", "friends' quarrel", "all at odds"],
)
def test_balance(signs: tuple[int, int, int], balanced: bool) -> None:
    ties = nx.Graph()
    weights = dict(zip((("A", "B"), ("A", "C"), ("B", "C")), signs, strict=True))
    for size, (pair, sign) in enumerate(weights.items(), 1):
        ties.add_edge(*pair, sign=sign, weight=sign * size)
    (triad,) = relate.triads(ties)
    assert (triad.signs, triad.balanced) == (signs, balanced)
    if balanced:
        assert triad.weakest == ()
        return
    assert triad.weakest == ("A", "B")
    ties["A"]["B"]["sign"] *= -1
    (turned,) = relate.triads(ties)
    assert turned.balanced


def test_signs_need_a_clear_mean(dossier: Dossier) -> None:
    ties = relate.signed(relate.graph_of(dossier))
    assert {pair: d["sign"] for *pair, d in ties.edges(data=True) for pair in [tuple(pair)]} == {
        ("CHN", "RUS"): 1, ("RUS", "USA"): -1,
    }  # fmt: skip
    assert all(abs(d["weight"]) >= NEUTRAL for *_, d in ties.edges(data=True))


def test_watch_tells_what_came(dossier: Dossier) -> None:
    first = relate.look(dossier)
    assert (first.since, first.upto, len(first.documents)) == (0, 6, 6)
    assert all(row["before"] is None for row in first.acts)
    keep_look(dossier.path, first.upto)
    assert len(relate.look(dossier).acts) == 0
    more = [
        makings.document(7, "Later Washington warned Beijing over steel.", "2022-03-04"),
        makings.document(8, "Paris met Ankara over visas.", "2022-06-01"),
    ]
    add(dossier.path, more, makings.code_many, makings.MAKER)
    second = relate.look(dossier)
    assert [(r["type"], r["before"], r["new_reports"], r["reports"]) for r in second.acts] == [
        ("THREATEN", "asserted", 1, 3),
        ("CONSULT", None, 1, 1),
    ]
