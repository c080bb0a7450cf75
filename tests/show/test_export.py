"""What is exported comes back: each format is read again and compared with what the dossier holds."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dossier_makings as makings
import foreign_makings
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from suasion import relate
from suasion.errors import StoreError
from suasion.show.cells import neutral, restored
from suasion.show.export import FORMATS, GRAPHS, codings, export
from suasion.show.export.flat import COLUMNS, row_of
from suasion.show.export.ftm import country_of, entities
from suasion.show.export.told import Told, of_codings, of_dossier
from suasion.show.records import event_record
from suasion.store import REAL, Dossier, Filter, add
from suasion.store.connect import writing
from suasion.store.foreign import import_file
from suasion.store.verdicts import save_answer
from suasion.types import Answer, Coding, Document, Episode, Event, Mention, Question, Verdict

if TYPE_CHECKING:
    from conftest import Suasion

DAY = dt.date(2022, 4, 1)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Reports with all that could trip a format: formulas, tabs, marks, copies, plans, no date; imports; a verdict."""
    path = tmp_path_factory.mktemp("export") / "case.duckdb"
    odd = '=HYPERLINK("http://bad.example")\t<b>&;“x”\r\n'
    documents = [
        makings.document(1, "-1 today: Washington warned Beijing over steel; “grain”, and <more> today.", "2022-03-02",
                         title=odd, url="https://news.example/1?a=b&c", source="+outlet, one"),
        makings.document(2, "'=A1 Moscow urged Paris over gas\tand oil.", "2022-03-20", source="two"),
        makings.document(3, "Washington may have sanctioned Tokyo over chips.", "2022-04-05", source="two"),
        makings.document(4, "Again Washington warned Beijing over steel and “grain” more.", "2022-03-03"),
        makings.document(5, "Ankara met Paris over visas.", None),
        makings.document(6, "Ankara aided Tokyo over rice. Tokyo praised Ankara over rice.", "2022-05-05"),
    ]  # fmt: skip
    add(path, documents, makings.code_many, makings.MAKER)
    file = path.with_name("rows")
    foreign_makings.write_gdelt(file, 60)
    import_file(path, "gdelt", file)
    episode = Episode("p1", "USA", "CHN", None, None, (("d1", "e1"),), (), DAY, None)
    verdict = Verdict("partial", DAY, 2, 2, "low", (), ("much",), None, ("r",), episode)
    asked = Question("Did it?", "did", "USA", "CHN", None, DAY)
    save_answer(path, Answer(asked, verdict, ("So so.",)), 6, makings.MAKER)
    return Dossier(path)


def _written(dossier: Dossier, form: str, folder: Path, chosen: Filter | None = None) -> Path:
    path = folder / f"out.{form}"
    export(dossier, chosen or Filter(), form, path)
    return path


def _tolds(dossier: Dossier, chosen: Filter | None = None) -> list[Told]:
    return list(of_dossier(dossier, chosen or Filter()))


def _read(kind: str, cell: str) -> Any:
    """A cell of a CSV file by its type in the schema."""
    text = restored(cell)
    if kind == "array":
        return json.loads(text) if text else None
    if kind == "list":
        return text.split(";") if text else []
    if text == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    reads: dict[str, Any] = {"integer": int, "number": float, "date": dt.date.fromisoformat}
    return reads.get(kind, str)(text)


def _same(value: Any) -> Any:
    """Nothing and the empty text are one in a CSV file."""
    return None if value == "" else value


@given(st.text(alphabet="'=+-@\t \nab＝", max_size=6))
def test_a_neutral_cell_is_no_formula_and_gives_back_what_it_was(text: str) -> None:
    assert restored(neutral(text)) == text
    assert not re.match(r"\s*[=+\-@＝＋－＠].", neutral(text), re.DOTALL)


def test_csv(dossier: Dossier, tmp_path: Path) -> None:
    with _written(dossier, "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    assert not [c for row in raw for c in row.values() if re.match(r"[=@]|[+-](?!\d+(\.\d+)?$|$)", c)]
    got = [{c.name: _read(c.kind, row[c.name]) for c in COLUMNS} for row in raw]
    want = [{k: _same(v) for k, v in row_of(told).items()} for told in _tolds(dossier)]
    assert got == want and [row["reports"] for row in got] == [2, 1, 1, 1, 1, 1]


def test_parquet(dossier: Dossier, tmp_path: Path) -> None:
    got = parquet.read_table(_written(dossier, "parquet", tmp_path)).to_pylist()
    assert got == list(map(row_of, _tolds(dossier)))


def test_jsonl(dossier: Dossier, tmp_path: Path) -> None:
    lines = _written(dossier, "jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    texts = {c.document.id: c.document.text for c in dossier.codings()}
    records = [json.loads(line) for line in lines]
    assert [(r["act"], r["reports"], r["status"]) for r in records] == [
        (t.act, t.reports, t.status) for t in _tolds(dossier)
    ]
    for record, told in zip(records, _tolds(dossier), strict=True):
        assert texts[record["document"]["id"]][record["start"] : record["end"]] == record["quote"]
        want = json.loads(json.dumps(event_record(told.event))) | {"status": told.status}
        assert {k: record[k] for k in want} == want


def test_plover(dossier: Dossier, tmp_path: Path) -> None:
    records = json.loads(_written(dossier, "plover", tmp_path).read_text(encoding="utf-8"))
    tolds = _tolds(dossier)
    assert [(r["date"], r["event"], r["status"], r["text"]) for r in records] == [
        (t.day.isoformat() if t.day else "", t.event.type, t.status, t.event.quote) for t in tolds
    ]
    assert len({r["id"] for r in records}) == len(records)
    assert [[a["code"] for a in r["source"]] for r in records] == [[m.code for m in t.event.source] for t in tolds]


@pytest.mark.parametrize(("words", "event", "code"), [("freed", "RETREAT", "084"), ("yielded to", "CONCEDE", "080")])
def test_a_release_is_plovers_retreat_and_cameos_084(words: str, event: str, code: str) -> None:
    text = f"Tehran {words} Paris."
    end = 7 + len(words.split()[0])
    made = Event("e1", "CONCEDE", (), (), "asserted", text, 0, len(text), anchor=(7, end), cameo="080",
                 quad="verbal cooperation")  # fmt: skip
    coding = Coding(Document("a", text, DAY), (made,))
    out = io.StringIO()
    codings.write_plover([coding], out)
    assert json.loads(out.getvalue())[0]["event"] == event
    rows = io.StringIO()
    codings.write_cameo([coding], rows)
    assert rows.getvalue().split("\t")[26] == code


@pytest.mark.parametrize(("form", "provider"), [("cameo", "gdelt"), ("icews", "icews")])
def test_cameo_and_icews_can_be_imported_again(dossier: Dossier, tmp_path: Path, form: str, provider: str) -> None:
    file, path = _written(dossier, form, tmp_path), tmp_path / "again.duckdb"
    chosen = Filter(statuses=REAL)
    tolds = [t for t in _tolds(dossier, chosen) if t.day]
    got = import_file(path, provider, file)
    assert (got.rows, got.taken, got.without_actor) == (len(tolds), len(tolds), 0) == (4, 4, 0)
    columns = "id, date, source, source_sector, target, target_sector, cameo, goldstein"
    rows = Dossier(path).query(f"SELECT {columns} FROM foreign_events ORDER BY date, id")
    assert [tuple(r.values()) for r in rows] == [
        (str(t.act * 10_000), t.day, t.event.source[0].code, "GOV", t.event.target[0].code, "GOV", t.event.cameo,
         t.event.goldstein)
        for t in tolds
    ]  # fmt: skip


def test_joint_actors_are_a_row_a_pair_and_unknown_ones_are_blank() -> None:
    text = "Tokyo and Paris met someone."
    actors = [makings.code(Document("x", f"{n} met Ankara.")).mentions[0] for n in ("Tokyo", "Paris")]
    event = Event("e1", "CONSULT", tuple(actors), (), "asserted", text, 0, len(text), cameo="040")
    out = io.StringIO()
    codings.write_cameo([Coding(Document("a", text, DAY), (event,))], out)
    rows = [line.split("\t") for line in out.getvalue().splitlines()]
    assert [(r[7], r[17]) for r in rows] == [("JPN", ""), ("FRA", "")]
    assert len({r[0] for r in rows}) == 2 and {len(r) for r in rows} == {61}


@pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_networks_reopen(dossier: Dossier, tmp_path: Path, form: str, read: Any) -> None:
    want = relate.graph_of(dossier)
    path = _written(dossier, form, tmp_path)
    got = read(path)
    assert set(got) == set(want) and got.is_directed()
    assert {n: d["label"] for n, d in got.nodes(data=True)} == {n: d["name"] for n, d in want.nodes(data=True)}
    keep = ("tie", "acts", "reports", "score_sum", "first", "last")
    edges = [sorted((u, v, *(str(d[k]) for k in keep)) for u, v, d in g.edges(data=True)) for g in (got, want)]
    assert edges[0] == edges[1] and len(edges[0]) == 5
    assert "lastmodifieddate" not in path.read_text(encoding="utf-8")


# Of FollowTheMoney's public schema, what the export uses.
_THING = "name alias summary description country publisher sourceUrl keywords proof"
_FTM = {
    "Article": f"{_THING} title fileName publishedAt",
    "PublicBody": _THING, "Organization": _THING, "LegalEntity": _THING, "Person": _THING,
    "Event": f"{_THING} date startDate endDate recordId location involved organizer",
    "UnknownLink": "subject object role status date startDate endDate summary recordId sourceUrl publisher proof",
}  # fmt: skip


def test_followthemoney(dossier: Dossier, tmp_path: Path) -> None:
    lines = _written(dossier, "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    entities = {e["id"]: e for e in map(json.loads, lines)}
    assert len(entities) == len(lines)
    for entity in entities.values():
        assert set(entity["properties"]) <= set(_FTM[entity["schema"]].split())
        for name, values in entity["properties"].items():
            assert values and all(isinstance(v, str) and v for v in values)
            if name in ("proof", "involved", "organizer", "subject", "object"):
                assert set(values) <= set(entities)
    events = [e["properties"] for e in entities.values() if e["schema"] == "Event"]
    assert [e["summary"][0] for e in events] == [t.event.quote for t in _tolds(dossier)]
    links = [e["properties"] for e in entities.values() if e["schema"] == "UnknownLink"]
    ends = [tuple(entities[link[k][0]]["properties"]["alias"][0] for k in ("subject", "object")) for link in links]
    assert ends == [(t.event.source[0].code, t.event.target[0].code) for t in _tolds(dossier)]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Joe Biden", "Person"),
        ("State Department", "LegalEntity"),
        ("Xi Jinping", "LegalEntity"),
        ("China", None),
        (None, None),
    ],
)
def test_who_is_named_beside_a_code(name: str | None, schema: str | None) -> None:
    code = "CHN" if name == "China" else "USA"
    actor = Mention(code, "GOV", name, name or "it", 0, 2)
    event = Event("e1", "ACCUSE", (actor,), (), "asserted", "it", 0, 2)
    found = [e for e in entities(of_codings([Coding(Document("a", "it", DAY), (event,))])) if "named" in e["id"]]
    assert [(e["schema"], e["properties"]["name"]) for e in found] == ([(schema, [name])] if schema else [])


@pytest.mark.parametrize(
    ("code", "country"), [("USA", "us"), ("XKX", "xk"), ("SUN", "suhh"), ("NATO", None), ("HAMAS", None)]
)
def test_followthemoneys_countries(code: str, country: str | None) -> None:
    assert country_of(code) == country


def _resources(folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each table of a data package with its rows, read by its schema."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (resource["bytes"], resource["hash"])
        kinds = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
        reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        rows = [{k: _read(kinds[k], v) for k, v in row.items()} for row in reader]
        assert list(kinds) == reader.fieldnames and len(rows) == resource["rows"]
        yield resource, rows


def test_data_package(dossier: Dossier, tmp_path: Path) -> None:
    folder = _written(dossier, "package", tmp_path)
    schemas = {r["name"]: r["schema"] for r, _ in _resources(folder)}
    tables = {r["name"]: rows for r, rows in _resources(folder)}
    for name, schema in schemas.items():
        key = schema.get("primaryKey", [])
        assert not key or len({tuple(r[k] for k in key) for r in tables[name]}) == len(tables[name])
        for foreign in schema.get("foreignKeys", []):
            there = foreign["reference"]
            held = {tuple(r[k] for k in there["fields"]) for r in tables[there["resource"]]}
            assert {tuple(r[k] for k in foreign["fields"]) for r in tables[name]} <= held
    texts = {r["id"]: r["text"] for r in tables["documents"]}
    assert texts == {c.document.id: c.document.text for c in dossier.codings()}
    assert all(texts[r["document"]][r["start"] : r["end"]] == r["quote"] for r in tables["reports"])
    for name in ("actors", "attributions", "assessments", "quotations", "verdicts", "episodes", "imported", "imports"):
        want = [{k: _same(v) for k, v in row.items()} for row in getattr(dossier, name)()]
        assert tables[name] == want and want, name
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["provenance"]
    assert told["filter"] == {} and told["makers"][0]["coder"] == "test" and told["imports"][0]["provider"] == "gdelt"


def test_no_writer_comes_in_while_an_export_is_under_way(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the tables of a package might not belong together."""
    monkeypatch.setattr("suasion.store.connect.PATIENCE", 0.05)
    said: list[str] = []

    def intrude(_: Dossier, __: Filter, ___: Any) -> None:
        with pytest.raises(StoreError, match="another program has it open"), writing(dossier.path):
            pass
        said.append("refused")

    monkeypatch.setitem(GRAPHS, "gexf", intrude)
    export(dossier, Filter(), "gexf", tmp_path / "out")
    assert said == ["refused"]


def test_exports_are_filtered_as_seen(dossier: Dossier, tmp_path: Path) -> None:
    chosen = Filter(as_of=dt.date(2022, 4, 30), actors=("USA",))
    want = [row["act"] for row in relate.timeline(dossier, chosen)]
    assert len(want) == 2
    rows = parquet.read_table(_written(dossier, "parquet", tmp_path, chosen)).to_pylist()
    assert [r["act"] for r in rows] == want
    folder = _written(dossier, "package", tmp_path, chosen)
    tables = {r["name"]: rows for r, rows in _resources(folder)}
    assert [r["act"] for r in tables["acts"]] == want
    assert {r["document"] for r in tables["reports"]} == {"d1", "d4", "d3"}
    assert {r["id"] for r in tables["documents"]} == {"d1", "d2", "d3", "d4"}
    early = _written(dossier, "gexf", tmp_path, Filter(as_of=dt.date(2022, 3, 2)))
    assert set(nx.read_gexf(early)) == {"USA", "CHN"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_twice(dossier: Dossier, tmp_path: Path, form: str) -> None:
    first, second = (_written(dossier, form, tmp_path / n) for n in "ab")
    for path in [first] if first.is_file() else sorted(first.iterdir()):
        assert path.read_bytes() == (second if path == first else second / path.name).read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet", "package"])
def test_an_export_is_not_written_over_unless_forced(
    suasion: Suasion, dossier: Dossier, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "new" / "out"
    assert suasion("export", dossier.path, out, "--to", form).code == 0
    again = suasion("export", dossier.path, out, "--to", form)
    assert again.code == 2 and "--force" in again.err and again.err.count("\n") == 1
    assert suasion("export", dossier.path, out, "--to", form, "--force").code == 0
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_what_an_export_leaves_out_is_said(suasion: Suasion, dossier: Dossier) -> None:
    done = suasion("export", dossier.path, "-", "--to", "cameo", "--as-of", "2022-12-31")
    assert done.code == 0 and len(done.out.splitlines()) == 4
    assert "1 acts left out: cameo cannot say that they are denied" in done.err
    assert "1 undated documents are seen only without --as-of" in done.err
    chosen = suasion("export", dossier.path, "-", "--to", "icews", "--status", "hypothetical")
    assert (chosen.out.count("\n"), chosen.err) == (2, "")
    undated = suasion("export", dossier.path, "-", "--to", "cameo", "--actor", "Ankara", "--type", "consult")
    assert undated.out == "" and "1 acts left out: they have no day or no CAMEO code" in undated.err


def test_other_files_and_dossiers_are_never_written_over(suasion: Suasion, dossier: Dossier, tmp_path: Path) -> None:
    copy = Path(shutil.copy(dossier.path, tmp_path / "copy"))
    before = copy.read_bytes()
    for words in ((copy, copy, "--to", "csv", "--force"), (copy, tmp_path, "--to", "package", "--force"),
                  (copy, copy, "--to", "package"), (copy, "-", "--to", "package")):  # fmt: skip
        done = suasion("export", *words)
        assert done.code in (1, 2) and done.out == "" and done.err.count("\n") == 1, done.err
    assert copy.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["copy"]
    below = suasion("export", copy, copy / "below.csv", "--to", "csv")
    assert below.code == 1 and "cannot be written" in below.err and below.err.count("\n") == 1


TEXT = "Kenya imposed sanctions on Uganda on Monday. Kenya may impose sanctions on Rwanda."


def test_code_writes_the_event_formats(suasion: Suasion, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")

    def out(form: str) -> str:
        done = suasion("code", file, "--date", "2022-03-22", "--format", form)
        assert done.code == 0
        text: str = done.out
        return text

    events = json.loads(out("jsonl"))["events"]
    assert events[0]["type"] == "SANCTION"
    rows = list(csv.DictReader(io.StringIO(out("csv"))))
    assert [(r["type"], r["status"], r["quote"]) for r in rows] == [
        (e["type"], e["status"], e["quote"]) for e in events
    ]
    assert [r["text"] for r in json.loads(out("plover"))] == [e["quote"] for e in events]
    stand = [e for e in events if e["status"] in REAL]
    assert len(stand) < len(events)
    for form, head in (("cameo", 0), ("icews", 1)):
        assert len(out(form).splitlines()) == len(stand) + head
    done = suasion("code", file, "--format", "cameo")
    assert "events left out: cameo cannot say" in done.err


def test_parquet_of_codings_goes_to_a_binary_stream(tmp_path: Path) -> None:
    coded = [makings.code(d) for d in makings.documents(20)]
    path = tmp_path / "out.parquet"
    with path.open("w", encoding="utf-8") as out:
        codings.write_parquet(coded, out)
    assert parquet.read_table(path).to_pylist() == list(map(row_of, of_codings(coded)))
