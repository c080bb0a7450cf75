"""The pages in a browser: the analyst's way through them, with and without JavaScript, by keyboard, small and large.

Skipped, with a word on it, where there is no Chromium (Debian's package `chromium`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dossier_makings as makings
import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="suasion[web] is not installed")

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from suasion.show.web.app import make_app
from suasion.store import add

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("SUASION_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt-get install chromium runs these tests")
# The first page waits for the model to load, on whatever machine this is (milliseconds).
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a small dossier."""
    path = tmp_path_factory.mktemp("browser") / "made.duckdb"
    add(path, makings.documents(12), makings.code_many, makings.MAKER)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(path), log_level="warning", ws="none", lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


def _page(browser: Browser, width: int = 1440, **more: Any) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **more).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _seed(page: Page, server: str) -> None:
    """Paste the example and ask."""
    page.goto(server)
    page.get_by_role("link", name="Fill in the example").click()
    page.get_by_role("button", name="Answer", exact=True).click()
    page.wait_for_url("**/texts/**")


@pytest.fixture(scope="module")
def answered(browser: Browser, server: str) -> str:
    """The address of the seed's answer."""
    page = _page(browser)
    _seed(page, server)
    return page.url


def _gold(page: Page) -> list[tuple[str, bool]]:
    record = json.loads(page.request.get(f"{page.url.split('?')[0].split('#')[0]}/gold.jsonl").text())
    return [(event["status"], event["required"]) for event in record["events"]]


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_the_analysts_way(browser: Browser, server: str, script: bool) -> None:
    page = _page(browser, java_script_enabled=script)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    _seed(page, server)
    expect(page.get_by_role("heading", name=re.compile("Failed|Succeeded|Partial|Insufficient"))).to_be_visible()

    quotation = page.locator(".side.for .quotation").first
    words = quotation.inner_text()
    quotation.click()
    name = page.url.rpartition("#")[2]
    mark = page.locator(f'mark[data-quotes~="{name}"]').first
    expect(mark).to_be_in_viewport()
    assert words.startswith(mark.inner_text()[:10])
    if script:
        expect(mark).to_have_class(re.compile(r"\blit\b"))

    total = page.locator(".eventcard").count()
    page.get_by_role("form", name="Filter the events").get_by_label("Type").select_option("CONSULT")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**type=CONSULT**")
    assert 0 < page.locator(".eventcard").count() < total
    page.get_by_role("link", name="show all").click()

    card = page.locator(".eventcard").first
    card.get_by_text("Correct e", exact=False).click()
    card.get_by_label("Status").select_option("denied")
    note = f"seen otherwise, {script}"
    card.get_by_label("Note").fill(note)
    card.get_by_role("button", name="Save the edit").click()
    expect(page.get_by_text(note)).to_be_visible()
    assert ("denied", True) in _gold(page)
    page.get_by_role("button", name=re.compile("Undo")).last.click()
    expect(page.get_by_text("taken back").last).to_be_visible()
    assert ("denied", True) not in _gold(page)
    assert faults == []


def test_by_keyboard_alone(browser: Browser, server: str, answered: str) -> None:
    page = _page(browser)
    page.goto(server)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.type("Kenya imposed sanctions on Uganda on Monday.")
    page.get_by_label("Question").focus()
    page.keyboard.type("Did Kenya sway Uganda?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/texts/**")

    tag = page.locator(".event .tag").first
    tag.focus()
    expect(page.locator(".tip").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip").first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".eventcard").first).to_be_in_viewport()
    page.locator("summary", has_text="Correct e1").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Accept").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo 1")).to_be_visible()


def test_tables_sort_by_a_click(browser: Browser, answered: str) -> None:
    page = _page(browser)
    page.goto(answered)
    table = page.locator("section[aria-labelledby=claims] table")
    table.get_by_role("button", name="status").click()
    column = table.locator("tbody tr td:nth-child(5)").all_inner_texts()
    assert column == sorted(column, key=str.lower)
    assert table.locator("th[aria-sort=ascending]").count() == 1


PAGES = ["/", "answer", "/documents", "/documents/3", "/events", "/network"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_serious_for_axe_and_no_sideways_scrolling(
    browser: Browser, server: str, answered: str, address: str
) -> None:
    for width, scheme in ((360, "dark"), (1440, "light")):
        page = _page(browser, width, color_scheme=scheme)
        page.goto(answered if address == "answer" else server + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # What stands in closed details is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found = Axe().run(page).response["violations"]
        serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
        assert serious == [], f"{width} px, {scheme}"
        page.context.close()


def test_nothing_of_a_text_acts(browser: Browser, server: str) -> None:
    page = _page(browser)
    page.goto(server)
    hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> \u202e"
    page.get_by_label("Text pasted").fill(hostile + "Kenya imposed sanctions on Uganda on Monday.")
    page.get_by_label("Question").fill(hostile + "Did Kenya sway Uganda?")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.wait_for_url("**/texts/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.title") != "owned"


def test_the_report_needs_no_network(browser: Browser, answered: str, tmp_path: Path) -> None:
    page = _page(browser)
    path, _, query = answered.partition("?")
    file = tmp_path / "report.html"
    file.write_text(page.request.get(f"{path}/report.html?{query}").text(), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(file.as_uri())
    page.locator(".side.for .quotation").first.click()
    expect(page.locator("mark.lit").first).to_be_in_viewport()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
