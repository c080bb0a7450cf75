"""Addresses: off unless asked, never inside the own network, with limits and a cache. The server is this machine's."""

from __future__ import annotations

import http.server
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from read_makings import RSS, SAID, page

from suasion.errors import ReadError
from suasion.read import cache, fetch, read
from suasion.read.fetch import is_public
from suasion.types import Document


class _Handler(http.server.BaseHTTPRequestHandler):
    asked: list[str]
    pages: dict[str, tuple[str, bytes]]
    moved: dict[str, str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path in self.moved:
            self.send_response(302)
            self.send_header("Location", self.moved[self.path])
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
        elif self.path in self.pages:
            media, data = self.pages[self.path]
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.end_headers()
            self.wfile.write(data)
        else:
            self.send_error(404)

    def log_message(self, *args: Any) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:  # the reader has hung up, as it should
            self.close_connection = True


class Site:
    """A server that answers as `news.example`, and what it was asked for."""

    def __init__(self, port: int) -> None:
        self.at = f"http://news.example:{port}"
        self.port = port
        self.asked = _Handler.asked


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    _Handler.asked, _Handler.moved = [], {}
    _Handler.pages = {
        "/1": ("text/html; charset=utf-8", page().encode()),
        "/2.txt": ("text/plain", SAID.encode()),
        "/feed": ("application/rss+xml", RSS.encode()),
        "/big": ("text/plain", b"a " * 2000),
    }
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        """`news.example` is this server; what is asked by number is what it is."""
        return real("127.0.0.1" if host == "news.example" else host, port, *args, **more)

    def public(address: str) -> bool:
        return address == "127.0.0.1" or is_public(address)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetch, "is_public", public)
    monkeypatch.setenv("SUASION_FETCH", "on")
    monkeypatch.setenv("SUASION_CACHE", str(tmp_path / "cache"))
    yield Site(server.server_address[1])
    server.shutdown()
    thread.join()
    server.server_close()


def _one(url: str) -> Document | ReadError:
    (only,) = read([url])
    return only


def _said(url: str) -> str:
    only = _one(url)
    assert isinstance(only, ReadError)
    return str(only)


def test_a_page_and_its_address(site: Site) -> None:
    found = _one(f"{site.at}/1")
    assert isinstance(found, Document)
    assert (found.title, found.url) == ("Beijing refuses", f"{site.at}/1")


def test_a_list_of_addresses(site: Site, tmp_path: Path) -> None:
    lines = ["# a desk's list", f"{site.at}/2.txt", "", f"{site.at}/gone", "ftp://news.example/3", f"{site.at}/2.txt"]
    file = tmp_path / "desk.urls"
    file.write_text("\n".join(lines), encoding="utf-8")
    first, second, third = read([str(file)])
    assert isinstance(first, Document)
    assert (first.text, first.url) == (SAID, f"{site.at}/2.txt")
    assert "answers 404" in str(second)
    assert "desk.urls:5" in str(third)
    assert site.asked == ["/2.txt", "/gone"]


def test_a_feed_by_its_media_type(site: Site) -> None:
    assert [d.id for d in read([f"{site.at}/feed"]) if isinstance(d, Document)] == ["n1", "feed-2"]


def test_nothing_is_fetched_unless_asked(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_FETCH", "off")
    file = tmp_path / "desk.urls"
    file.write_text(f"{site.at}/1\n{site.at}/2.txt\n", encoding="utf-8")
    errors = list(read([str(file), f"{site.at}/1"]))
    assert [("fetching is off" in str(e)) for e in errors] == [True, True]
    assert site.asked == []


def test_the_cache_answers_within_the_day(site: Site, tmp_path: Path) -> None:
    assert _one(f"{site.at}/1") == _one(f"{site.at}/1")
    assert site.asked == ["/1"]
    (kept,) = (tmp_path / "cache").iterdir()
    os.utime(kept, (0, 0))
    _one(f"{site.at}/1")
    assert site.asked == ["/1", "/1"]


def test_the_cache_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_CACHE", str(tmp_path))
    monkeypatch.setattr(cache, "_MOST", 1000)
    for number in range(10):
        cache.keep(f"http://news.example/{number}", b"x" * 300, "text/plain")
        os.utime(cache._file(f"http://news.example/{number}"), (number, number))
    cache.keep("http://news.example/last", b"x" * 300, "text/plain")
    assert len(list(tmp_path.iterdir())) <= 3
    assert cache.held("http://news.example/last") == (b"x" * 300, "text/plain")


def test_a_redirect_is_followed_but_not_inside(site: Site) -> None:
    _Handler.moved = {
        "/old": "/1",
        "/inside": "http://127.0.0.2:1/",
        "/meta": "http://169.254.169.254/latest/",
        "/file": "file:///etc/passwd",
        "/round": "/round",
    }
    assert isinstance(_one(f"{site.at}/old"), Document)
    assert "not public" in _said(f"{site.at}/inside")
    assert "not public" in _said(f"{site.at}/meta")
    assert "no http or https address" in _said(f"{site.at}/file")
    assert "redirects more than" in _said(f"{site.at}/round")


def test_limits_of_size_and_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 1000)
    assert "larger than" in _said(f"{site.at}/big")
    monkeypatch.setattr(fetch, "MAX_SECONDS", 0.3)
    start = time.monotonic()
    assert "takes longer than" in _said(f"{site.at}/slow")
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@news.example/",
        "http://news.example:99999/",
        "http:///nothing",
        "http://[::1",
        "http://news.example/a b",
        "http://news.example/\r\nHost: x",
    ],
)
def test_addresses_that_are_none(site: Site, url: str) -> None:
    said = _said(url)
    assert "secret" not in said
    assert "\n" not in said
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "2002:7f00:1::", "64:ff9b::a00:1", "ff02::1", "no address"],
)  # fmt: skip
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)
