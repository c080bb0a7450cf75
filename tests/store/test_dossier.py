"""What goes into a dossier comes out whole; adding twice changes nothing; copies count once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import dossier_makings as makings
import pytest

from suasion.errors import StoreError
from suasion.scale import Failure
from suasion.store import Dossier, Filter, Maker, add
from suasion.store.recode import Change, recode
from suasion.types import Coding, Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.duckdb"


def _add(path: Path, *documents: Document) -> None:
    add(path, documents, makings.code_many, makings.MAKER)


def test_codings_come_back_whole(path: Path) -> None:
    documents = list(makings.documents(150))
    added = add(path, documents, makings.code_many, makings.MAKER)
    assert added.new == 150 and not added.failures
    assert list(Dossier(path).codings()) == [makings.code(d) for d in documents]


def test_adding_twice_changes_nothing(path: Path) -> None:
    documents = list(makings.documents(90))
    add(path, documents, makings.code_many, makings.MAKER)
    before = makings.dump(path)
    renamed = [dataclasses.replace(d, id=f"other-{d.id}") for d in documents]
    again = add(path, [*documents, *renamed], makings.code_many, makings.MAKER)
    assert (again.new, again.known) == (0, 180)
    assert makings.dump(path) == before


def test_two_documents_of_one_name_are_both_kept(path: Path) -> None:
    _add(path, makings.document(1, "Washington warned Beijing."), makings.document(1, "Ankara praised Paris."))
    first, second = (c.document.id for c in Dossier(path).codings())
    assert first == "d1" and second.startswith("d1~")


def test_lone_surrogates_are_stored_with_their_offsets(path: Path) -> None:
    _add(path, makings.document(1, "\ud800\x00 Washington warned Beijing. \udfff"))
    (coding,) = Dossier(path).codings()
    assert coding.document.text == "\ufffd\x00 Washington warned Beijing. \ufffd"
    assert all(coding.document.text[e.start : e.end] == e.quote for e in coding.events)


def test_a_document_that_cannot_be_coded_is_named_and_tried_again(path: Path) -> None:
    def fails(documents: Iterable[Document]) -> Iterator[Coding | Failure]:
        for d in documents:
            yield Failure(d.id, "too odd") if d.id == "d2" else makings.code(d)

    both = [makings.document(1, "Washington warned Beijing."), makings.document(2, "Ankara praised Paris.")]
    added = add(path, both, fails, makings.MAKER)
    assert added.new == 1 and [f.id for f in added.failures] == ["d2"]
    assert add(path, both, makings.code_many, makings.MAKER).new == 1


COPY = "Washington warned Beijing over steel. " + " ".join(f"Point{n} of the plan was read{n}." for n in range(18))
LONG = COPY + "\n" + " ".join(f"Background{n} of the matter follows here{n}." for n in range(14))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (COPY + "Additional reporting by our staff.", 1),
        (LONG, 1),
        ("Ankara praised Paris over gas. The two sides talked about trade in grain and other goods all day.", 2),
        ("Washington warned Beijing over steel.", 2),
    ],
    ids=["with a line added", "cut from a longer one", "another story", "a shared headline"],
)
def test_copies_count_as_one_source(path: Path, text: str, sources: int) -> None:
    _add(path, makings.document(1, COPY, source="agency"))
    _add(path, makings.document(2, text, source="paper"))
    assert Dossier(path).counts()["sources"] == sources


def test_one_act_in_several_documents_is_one_event(path: Path) -> None:
    _add(
        path,
        makings.document(1, "Washington warned Beijing over steel exports to Europe.", "2022-03-01", source="a"),
        makings.document(2, "At noon Washington warned Beijing over its steel exports.", "2022-03-02", source="b"),
        makings.document(3, "Washington warned Beijing over fishing rights near islands.", "2022-03-02", source="c"),
        makings.document(4, "Washington warned Beijing over steel exports to Europe.", "2022-06-01", source="d"),
    )
    rows = list(Dossier(path).acts())
    assert [(r["day"].isoformat(), r["reports"], r["sources"]) for r in rows] == [
        ("2022-03-01", 2, 2), ("2022-03-02", 1, 1), ("2022-06-01", 1, 1),
    ]  # fmt: skip


def test_as_of_sees_only_what_was_published_by_then(path: Path) -> None:
    documents = list(makings.documents(200))
    add(path, documents, makings.code_many, makings.MAKER)
    day = dt.date(2021, 6, 1)
    early = path.with_name("early.duckdb")
    add(early, [d for d in documents if d.date and d.date <= day], makings.code_many, makings.MAKER)
    keep = ("day", "type", "status", "quote", "document", "reports", "sources")
    seen = sorted(str({k: r[k] for k in keep}) for r in Dossier(path).acts(Filter(as_of=day)))
    alone = sorted(str({k: r[k] for k in keep}) for r in Dossier(early).acts())
    assert seen == alone and seen


def test_order_of_adding_joins_the_same_reports(path: Path) -> None:
    """A document published earlier, but added later, takes its place among the reports."""
    texts = "Washington warned Beijing over steel exports.", "Then Washington warned Beijing over steel exports too."
    late, soon = makings.document(1, texts[0], "2022-03-04"), makings.document(2, texts[1], "2022-03-02")
    _add(path, late)
    _add(path, soon)
    (act,) = Dossier(path).acts()
    assert (act["document"], act["reports"]) == ("d2", 2)


def test_undated_documents_are_seen_only_without_a_day(path: Path) -> None:
    _add(path, makings.document(1, "Washington warned Beijing over steel.", None))
    dossier = Dossier(path)
    assert len(dossier.acts()) == 1
    assert len(dossier.acts(Filter(as_of=dt.date(2099, 1, 1)))) == 0
    assert dossier.undated() == 1


def test_rows_go_to_pandas_and_polars(path: Path) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    _add(path, makings.document(1, "Washington warned Beijing over steel."))
    rows = Dossier(path).acts()
    assert list(rows.to_pandas()["type"]) == rows.to_polars()["type"].to_list() == ["THREATEN"]


def test_recode_shows_what_changed_and_keeps_what_was(path: Path) -> None:
    text = "Washington warned Beijing. Ankara praised Paris. Moscow met Tokyo."
    _add(path, makings.document(1, text), makings.document(2, "Tokyo urged Paris over visas."))

    def later(documents: Iterable[Document]) -> Iterator[Coding]:
        for d in documents:
            coding = makings.code(d)
            if d.id == "d1":
                first, _, third = coding.events
                coding = dataclasses.replace(coding, events=(dataclasses.replace(first, status="claimed"), third))
            yield coding

    newer = Maker("1", "test", "l", "a", "m")
    found: list[Change] = []
    done = recode(path, later, newer, found.append)
    assert (done.documents, done.changed) == (2, 1)
    assert [(c.document, c.kind) for c in found] == [("d1", "changed"), ("d1", "removed")]
    dossier = Dossier(path)
    assert sorted(r["type"] for r in dossier.acts()) == ["CONSULT", "REQUEST", "THREATEN"]
    (kept,) = dossier.query("SELECT record->>'$.events[1].type' AS type FROM replaced")
    assert kept["type"] == "SUPPORT"
    assert recode(path, later, newer).documents == 0


def test_a_missing_dossier_is_said(path: Path) -> None:
    with pytest.raises(StoreError, match="suasion add"):
        Dossier(path).counts()
