"""The dossier's pages: filters in the address, files that hold what is shown, corrections as a layer of their own."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import dossier_makings as makings
import pytest

pytest.importorskip("starlette")
pytest.importorskip("duckdb")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have httpx2
    from starlette.testclient import TestClient

from suasion.show.web.app import make_app
from suasion.store import Dossier, add
from suasion.store.corrections import corrections
from suasion.store.recode import recode

if TYPE_CHECKING:
    from suasion.types import Coding, Document

HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("web") / "made.duckdb"
    hostile = makings.document(
        9_000, 'Ankara warned Paris over <script>alert(1)</script> "><img src=x onerror=a()>.', title="<b>=1+1</b>",
        source="<i>wire</i>",
    )  # fmt: skip
    add(found, [*makings.documents(56), hostile], makings.code_many, makings.MAKER)
    return found


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, warm=False), HERE, headers={"origin": HERE}) as made:
        yield made


def _rows(page: str) -> int:
    return len(re.findall(r"<tr><td", page))


@pytest.mark.parametrize("name", ["documents", "events"])
@pytest.mark.parametrize(
    "query", ["", "?type=SANCTION", "?actor=TUR+FRA&status=asserted", "?since=2021-01-01&search=gr"]
)
def test_what_is_saved_is_what_is_shown(client: TestClient, name: str, query: str) -> None:
    saved = list(csv.DictReader(io.StringIO(client.get(f"/{name}.csv{query}").text)))
    shown, number = 0, 1
    while rows := _rows(client.get(f"/{name}{query}{'&' if query else '?'}page={number}").text):
        shown, number = shown + rows, number + 1
    assert shown == len(saved) > 0
    lines = client.get(f"/{name}.jsonl{query}").text.splitlines()
    assert len(lines) == len(saved)
    if "SANCTION" in query and name == "events":
        assert {row["type"] for row in saved} == {"SANCTION"}


@pytest.mark.parametrize(
    "address",
    ["/dossier", "/documents", "/events", "/changes", "/network", "/network?actor=USA+CHN", "/claims", "/episodes",
     "/corrections", "/answer?question=Did+Washington+get+Beijing+to+stop+aiding+Moscow%3F", "/documents/1"],
)  # fmt: skip
def test_every_page_is_there_and_its_links_lead_somewhere(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.text.count("<script") == 1
    links = {link.replace("&amp;", "&") for link in re.findall(r'(?:href|src)="(/[^"#]*)', page.text)}
    sample = sorted(link for link in links if not re.search(r"\.png|report\.html|/answer\?", link))[:5]
    assert {link: client.get(link).status_code for link in sample} == dict.fromkeys(sample, 200)


def test_hostile_documents_are_shown_as_text(client: TestClient) -> None:
    page = client.get("/documents?search=onerror").text
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page
    assert "<img" not in page
    (address,) = set(re.findall(r'href="(/documents/\d+)"', page))
    assert "<img" not in client.get(address).text
    (row,) = csv.DictReader(io.StringIO(client.get("/documents.csv?search=onerror").text))
    assert row["title"] == "<b>=1+1</b>"


def test_a_missing_document_is_said_so(client: TestClient) -> None:
    assert client.get("/documents/123456").status_code == 404
    assert client.get("/documents/../../etc/passwd").status_code == 404


def _form(page: str, event: str) -> dict[str, str]:
    found = re.search(rf'name="event" value="{event}"><input type="hidden" name="mark" value="([^"]+)"', page)
    assert found is not None
    return {"event": event, "mark": found[1]}


def test_corrections_survive_coding_anew_and_can_be_undone(client: TestClient, path: Path) -> None:
    page = client.get("/documents/2")
    edit = _form(page.text, "e1") | {"action": "edit", "type": "ACCUSE", "status": "claimed"}
    edit |= {"source": "USA", "target": "CHN", "note": "<b>why</b>", "who": "Ada"}
    assert client.post("/documents/2/corrections", data=edit).status_code == 200
    machine = next(iter(Dossier(path).query("SELECT type FROM events WHERE doc = 2 AND n = 0")))["type"]
    assert machine != "ACCUSE", "the coding itself is left alone"

    def code_many(documents: Iterator[Document]) -> Iterator[Coding]:
        for document in documents:
            made = makings.code(document)
            events = tuple(dataclasses.replace(e, id=f"n{e.id}", place="Rome") for e in made.events)
            yield dataclasses.replace(made, events=events)

    recode(path, code_many, dataclasses.replace(makings.MAKER, coder="another"))  # type: ignore[arg-type]
    shown = client.get("/documents/2").text
    assert "corrected by Ada" in shown
    record = json.loads(client.get("/documents/2/gold.jsonl").text)
    assert record["events"][0]["type"] == "ACCUSE"
    assert [w["type"] for w in record["wrong"]] == [machine]
    gold = client.get("/corrections/gold.jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in gold] == [record["id"]]
    assert "&lt;b&gt;why&lt;/b&gt;" in client.get("/corrections").text

    undone = client.post("/corrections", data={"action": "undo", "number": "1"})
    assert "taken back" in undone.text
    assert "corrected by Ada" not in client.get("/documents/2").text
    assert [c.action for c in corrections(path)] == ["edit", "undo"]
    assert client.get("/corrections/gold.jsonl").text == ""


def test_an_event_that_is_no_longer_so_cannot_be_corrected(client: TestClient, path: Path) -> None:
    before = len(corrections(path))
    stale = {"action": "accept", "event": "e1", "mark": "ACCUSE-0-1"}
    assert client.post("/documents/3/corrections", data=stale).status_code == 422
    assert client.post("/documents/3/corrections", data={"action": "drop"}).status_code == 422
    assert len(corrections(path)) == before
