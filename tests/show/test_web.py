"""The pages: what they show, what they refuse, what they keep, all without a browser or JavaScript."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import socket
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have httpx2
    from starlette.testclient import TestClient

from suasion.show.web.agreement import alpha, kappa
from suasion.show.web.app import make_app
from suasion.show.web.desk import MOST_CHARACTERS
from suasion.show.web.sheets import example

if TYPE_CHECKING:
    from conftest import Suasion
    from httpx import Response

ROOT = Path(__file__).parents[2]
HERE = "http://127.0.0.1"
TEXT = "Kenya imposed sanctions on Uganda on Monday.\nKenya demanded that Uganda withdraw its troops from Sudan."
QUESTION = "Did Kenya make Uganda withdraw from Sudan?"
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> \u202e =HYPERLINK("http://x.example") {{ 7*7 }} '


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(make_app(warm=False), HERE, headers={"origin": HERE}) as made:
        yield made


def _paste(client: TestClient, text: str, question: str = QUESTION, **more: str) -> Response:
    form = {"text": text, "date": "2022-03-20", "question": question, **more}
    page: Response = client.post("/texts", data=form, files={})
    return page


@pytest.fixture(scope="module")
def sheet(client: TestClient) -> Response:
    return _paste(client, TEXT)


def _base(response: Response) -> str:
    return response.url.path


class _Forms(HTMLParser):
    """The forms of a page with what a browser would send for each without a change."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif tag == "input" and self.forms:
            self.forms[-1][1][given.get("name", "")] = given.get("value", "")
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and ("selected" in given or self.select not in self.forms[-1][1]):
            self.forms[-1][1][self.select] = ""
            self.pending = "selected" in given

    def handle_data(self, data: str) -> None:
        if self.lasttag == "option" and self.forms and self.forms[-1][1].get(self.select) == "":
            self.forms[-1][1][self.select] = data


def test_the_example_is_the_one_of_the_demo() -> None:
    article = ROOT / "examples/washington-beijing-2022/article.txt"
    assert example()["text"] == article.read_text(encoding="utf-8")


def test_the_first_screen_and_its_example(client: TestClient) -> None:
    assert "<textarea" in client.get("/").text
    assert example()["question"] in html.unescape(client.get("/?example=1").text)


def test_pasting_leads_to_an_answer_with_a_stable_address(client: TestClient, sheet: Response) -> None:
    assert sheet.status_code == 200
    assert sheet.history[0].status_code == 303
    assert "Confidence" in sheet.text
    assert client.get(str(sheet.url)).text == sheet.text


def test_every_link_inside_the_page_leads_somewhere_once(sheet: Response) -> None:
    names = re.findall(r'\bid="([^"]+)"', sheet.text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', sheet.text)) <= set(names)


def test_pictures_come_as_svg_png_and_csv(client: TestClient, sheet: Response) -> None:
    (address,) = set(re.findall(r'src="([^"]+timeline\.svg[^"]*)"', sheet.text))
    address = html.unescape(address)
    assert client.get(address).text.startswith("<svg")
    assert client.get(address.replace(".svg", ".png")).content.startswith(b"\x89PNG")
    assert "THREATEN" in (made := client.get(address.replace(".svg", ".csv")).text) or "SANCTION" in made
    assert client.get(address.replace("timeline.svg", "other.svg")).status_code == 404


def test_filters_stand_in_the_address_and_in_what_is_saved(client: TestClient, sheet: Response) -> None:
    shown = client.get(_base(sheet), params={"question": QUESTION, "type": "SANCTION"})
    assert "Event e" in shown.text
    cards = re.findall(r'class="eventcard" id="d1-(e\d+)-card"', shown.text)
    saved = client.get(f"{_base(sheet)}/events.csv", params={"type": "SANCTION"})
    rows = list(csv.DictReader(io.StringIO(saved.text)))
    assert [row["event"] for row in rows] == cards
    assert {row["type"] for row in rows} == {"SANCTION"}
    assert client.get(_base(sheet), params={"type": "<b>"}).status_code == 422


def test_a_report_can_be_saved(client: TestClient, sheet: Response) -> None:
    saved = client.get(f"{_base(sheet)}/report.html", params={"question": QUESTION})
    assert "attachment" in saved.headers["content-disposition"]
    assert QUESTION in html.unescape(saved.text)


def _gold(client: TestClient, base: str) -> dict[str, list[dict[str, object]]]:
    record: dict[str, list[dict[str, object]]] = json.loads(client.get(f"{base}/gold.jsonl").text)
    return record


def test_an_edit_is_kept_exported_and_undone(client: TestClient) -> None:
    page = _paste(client, "Kenya imposed sanctions on Uganda on Monday.", "")
    base = _base(page)
    form = next(data for action, data in _Forms(page.text).forms if data.get("event"))
    assert form["type"] == "SANCTION"
    done = client.post(
        f"{base}/corrections", data=form | {"action": "edit", "status": "claimed", "note": "hm", "who": "Ada"}
    )
    assert done.url.path == base
    assert ("claimed", True) in [(e["status"], e["required"]) for e in _gold(client, base)["events"]]
    assert "Ada" in done.text
    assert "Cohen" in done.text
    undone = client.post(f"{base}/corrections", data={"action": "undo", "number": "1"})
    assert "taken back" in undone.text
    assert [(e["status"], e["required"]) for e in _gold(client, base)["events"]] == [("asserted", False)]
    assert client.post(f"{base}/corrections", data={"action": "undo", "number": "1"}).status_code == 422


def test_rejecting_and_adding(client: TestClient) -> None:
    page = _paste(client, "Chad imposed sanctions on Uganda on Monday. Chad has a new stadium.", "")
    base = _base(page)
    form = next(data for action, data in _Forms(page.text).forms if data.get("event"))
    client.post(f"{base}/corrections", data=form | {"action": "reject", "note": "=why"})
    new = {"action": "add", "quote": "Chad has a new stadium", "type": "CONSULT", "status": "predicted"}
    assert client.post(f"{base}/corrections", data=new | {"source": "TCD", "target": "TCD UGA"}).status_code == 200
    record = _gold(client, base)
    assert [w["why"] for w in record["wrong"]] == ["=why"]
    assert [(e["type"], e["target"]) for e in record["events"]] == [("CONSULT", ["TCD", "UGA"])]
    for wrong in ({"quote": "not there"}, {"type": "NOSUCH"}, {"source": "<b>"}, {"target": ""}):
        given = new | {"source": "TCD", "target": "UGA"} | wrong
        assert client.post(f"{base}/corrections", data=given).status_code == 422


def test_hostile_texts_are_shown_and_exported_harmlessly(client: TestClient) -> None:
    page = _paste(client, HOSTILE + TEXT, HOSTILE + QUESTION)
    assert page.status_code == 200
    found = _Forms(page.text)
    assert page.text.count("<script") == 1
    assert found.handlers == []
    assert "&lt;script&gt;alert(1)" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "\u202e" not in page.text
    for name in ("events.csv", "timeline.csv", "network.csv"):
        saved = client.get(f"{_base(page)}/{name}", params={"question": HOSTILE + QUESTION})
        assert not re.search(r'(^|[,"\n])([=+@]|-\D)', saved.text)
    svg = client.get(f"{_base(page)}/timeline.svg", params={"question": HOSTILE + QUESTION}).text
    assert "<script" not in svg
    assert "<img" not in svg


def test_files_are_read_by_their_bytes_and_never_by_their_path(client: TestClient) -> None:
    sent = {"file": ("../../etc/passwd.html", b"<html><body><p>Kenya met Uganda on Monday.</p></body></html>")}
    page = client.post("/texts", data={"date": "2022-03-20", "question": ""}, files=sent)
    assert page.status_code == 200
    assert "Kenya met Uganda" in html.unescape(re.sub("<[^>]+>", "", page.text))
    for other in (("a.csv", b"id,text\n1,x"), ("a.urls", b"http://127.0.0.1/x")):
        assert client.post("/texts", data={}, files={"file": other}).status_code == 422


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [("", "", "no text"), ("Kenya met Uganda.", "yesterday", "not a date"), ("x " * MOST_CHARACTERS, "", "more than")],
)
def test_wrong_texts_are_said_so_on_the_first_screen(client: TestClient, text: str, day: str, words: str) -> None:
    page = client.post("/texts", data={"text": text, "date": day, "question": ""}, files={})
    assert page.status_code == 422
    assert words in page.text


def test_two_megabytes_of_brackets_are_refused(client: TestClient) -> None:
    page = _paste(client, "[" * 2_100_000)
    assert page.status_code == 413
    assert "shorter" in page.text

    def drip() -> Iterator[bytes]:
        for _ in range(30):
            yield b"[" * 100_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/texts", content=drip(), headers=kind).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1", ""])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    page = client.post("/texts", data={"text": TEXT}, headers={"origin": origin})
    assert page.status_code == 403


@pytest.mark.parametrize("address", ["/", "/nosuch", "/static/page.css", "/texts/none", "/?question=" + "x" * 9000])
def test_every_answer_holds_the_browser_in(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/..%2f..%2fapp.py", "//etc/passwd", "/documents"],
)
def test_no_address_reaches_the_disk(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "import" not in page.text


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.put("/texts").status_code == 405


def test_kappa_and_alpha_by_hand() -> None:
    # Of 10 pairs 7 agree; chance by the margins is (6*5 + 4*5) / 100 = 0.5.
    pairs = [("a", "a")] * 4 + [("b", "b")] * 3 + [("a", "b")] * 2 + [("b", "a")]
    assert kappa(pairs) == pytest.approx(0.4)
    # Coincidences: 20 values, 9 a and 11 b... by Krippendorff's formula 1 - (n - 1) * Do / De.
    left = sum(x == "a" for p in pairs for x in p)
    assert alpha(pairs) == pytest.approx(1 - 19 * (2 * 3) / (20**2 - left**2 - (20 - left) ** 2))
    assert kappa([("a", "a")]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_serve_says_in_one_line_why_it_cannot(suasion: Suasion, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = suasion("serve", "--no-browser", "--port", port)
    assert done.code == 2
    assert port in done.err
    assert done.err.count("\n") == 1
    missing = suasion("serve", tmp_path / "none.duckdb", "--no-browser")
    assert (missing.code, missing.err.count("\n")) == (1, 1)
