"""Readers under fire: whatever the bytes, documents or one-line errors come out, the next file is read, soon."""

from __future__ import annotations

import gzip
import io
import random
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from read_makings import ATOM, RSS, SAID, archive, mail, page, pdf, word_body, word_file

from suasion.errors import ReadError
from suasion.read import read
from suasion.read.kinds import readers
from suasion.read.markup import words_of
from suasion.types import Document

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _parquet() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": ["a", "b"], "text": [SAID, "Two."]}), out)
    return out.getvalue()


def _pages() -> bytes:
    return archive(
        ("https://news.example/1", "text/html", page().encode(), "200 OK"),
        ("https://news.example/2.txt", "text/plain", SAID.encode(), "200 OK"),
        packed=False,
    )


WHOLE: dict[str, bytes] = {
    "page.html": page().encode(),
    "report.docx": word_file(SAID, SAID),
    "report.pdf": pdf(SAID),
    "m.eml": mail(),
    "news.rss": RSS.encode(),
    "news.atom": ATOM.encode(),
    "crawl.warc": _pages(),
    "crawl.warc.gz": archive(("https://news.example/2.txt", "text/plain", SAID.encode(), "200 OK")),
    "t.parquet": _parquet(),
    "t.csv": f'id,text\na,"{SAID}"\nb,Two.\n'.encode(),
    "t.jsonl": f'{{"id": "a", "text": "{SAID}"}}\n{{"text": "Two."}}\n'.encode(),
    "t.json": f'[{{"id": "a", "text": "{SAID}"}}]'.encode(),
    "desk.urls": b"https://news.example/1\n",
}


def _holds(name: str, data: bytes) -> list[Document | ReadError]:
    """What a reader makes of the bytes: nothing but documents with words, and one-line errors that name a file."""
    kinds = readers()
    kind = {"m": "eml", "news": "feed", "crawl": "warc", "t": "table", "desk": "urls"}
    try:
        found = list(kinds[kind.get(name.split(".")[0], name.split(".")[1])](data, name))
    except ReadError as error:
        found = [error]
    for item in found:
        if isinstance(item, ReadError):
            assert "\n" not in str(item)
            assert str(item).split(": ")[0]
        else:
            assert item.text.strip()
    return found


@pytest.mark.parametrize("name", list(WHOLE))
def test_cut_anywhere(name: str) -> None:
    whole = WHOLE[name]
    for end in sorted(random.Random(5).sample(range(len(whole)), 8)):
        _holds(name, whole[:end])


@pytest.mark.parametrize("name", list(WHOLE))
def test_bytes_changed_anywhere(name: str) -> None:
    chance = random.Random(name)
    for _ in range(8):
        data = bytearray(WHOLE[name])
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        _holds(name, bytes(data))


@pytest.mark.parametrize("name", list(WHOLE))
@FEW
@given(data=st.binary(max_size=400))
def test_any_bytes(name: str, data: bytes) -> None:
    _holds(name, data)


MARKUP = st.text(st.sampled_from("<>/&;\"'= -![]CDATApdivhref#x0"), max_size=120)


@FEW
@given(MARKUP)
def test_any_markup(markup: str) -> None:
    _holds("page.html", f"<html><body>{markup}".encode())
    _holds("news.rss", f"<?xml version='1.0'?><rss><channel><item><title>{markup}</title></item></rss>".encode())
    assert isinstance(words_of(markup), str)


@FEW
@given(st.text(st.sampled_from(',;"\n\r\t\0ab'), max_size=120))
def test_any_separated_table(rows: str) -> None:
    _holds("t.csv", f"id,text\n{rows}".encode())


LARGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a million columns": ("t.csv", lambda: b"text," + b"c," * 1_000_000 + b"\nOne.\n"),
    "a row of a million fields": ("t.csv", lambda: b"id,text\na,One." + b",x" * 1_000_000 + b"\n"),
    "an open quotation mark": ("t.csv", lambda: b'id,text\na,"' + b"One, " * 500_000),
    "a deep list": ("t.json", lambda: b"[" * 1_000_000),
    "a deep record": ("t.jsonl", lambda: b'{"text": ' * 100_000),
    "deep markup": ("page.html", lambda: b"<div>" * 200_000 + SAID.encode()),
    "open brackets": ("page.html", lambda: b"<html><body>" + b"<" * 1_000_000),
    "one letter": ("page.html", lambda: b"<html><body><p>" + b"a" * 5_000_000),
    "a paragraph of elements": ("page.html", lambda: b"<html><body><p>" + b"<b>a b </b>" * 40_000),
    "an element of attributes": ("page.html", lambda: b"<html><body><p " + b"a='1' " * 40_000),
    "an entry of attributes": ("news.rss", lambda: b"<rss><channel><item " + b"a='1' " * 40_000),
    "open comments": ("news.rss", lambda: b"<rss><channel><item><title>" + b"&lt;!--" * 40_000),
    "entities": ("page.html", lambda: b"<html><body><p>" + b"&lt;" * 500_000),
    "a broken feed": ("news.rss", lambda: b"<rss><channel><item><title>" + b"<" * 200_000),
    "a feed of references": ("news.rss", lambda: b"<rss><channel><item><title>" + b"&#x41;" * 200_000),
    "a deep feed": ("news.rss", lambda: b"<rss><channel>" + b"<item>" * 10_000),
    "a feed of commas": ("news.rss", lambda: b"<rss><channel><item><pubDate>" + b"1," * 200_000 + b"</pubDate>"),
    "a deep mail": (
        "m.eml",
        lambda: b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2_000)
        ),
    ),
    "a mail of headers": ("m.eml", lambda: b"X: y\r\n" * 50_000 + b"\r\n" + SAID.encode()),
    "a mail of one header": ("m.eml", lambda: b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n\r\n" + SAID.encode()),
    "a mail of many senders": ("m.eml", lambda: b"From: " + b"<a@b>, " * 20_000 + b"\r\n\r\n" + SAID.encode()),
    "a deep Word file": ("report.docx", lambda: word_body("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)),
    "a Word file of paragraphs": ("report.docx", lambda: word_body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 50_000)),
    "an archive of empty records": ("crawl.warc", lambda: b"WARC/1.0\r\n\r\n" * 50_000),
    "an archive that says much": (
        "crawl.warc",
        lambda: (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
            b"Content-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nOne."
        ),
    ),
}
# What the slowest of these takes on two old cores, times four (seconds), and what none may hold (bytes; 2026-11).
SECONDS = 8.0
MEMORY = 600_000_000


@pytest.mark.parametrize("what", list(LARGE))
def test_large_and_deep(what: str) -> None:
    name, make = LARGE[what]
    data = make()
    start = time.process_time()
    _holds(name, data)
    assert time.process_time() - start < SECONDS


def test_a_bomb_in_an_archive_is_not_unpacked() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/\r\n"
    size = b"Content-Type: application/http\r\nContent-Length: 3000000000\r\n\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    data = gzip.compress(head + size + answer + b"a" * 50_000_000)
    tracemalloc.start()
    (only,) = _holds("crawl.warc.gz", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to far more" in str(only)
    assert peak < MEMORY


@pytest.mark.parametrize("data", [pdf(SAID, repeats=2_000), pdf(SAID, forms=9)], ids=["operators", "forms in forms"])
def test_a_pdf_that_draws_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("suasion.read.pdf._MAX_OPERATORS_A_PAGE", 5_000)
    (only,) = _holds("report.pdf", data)
    assert "unpacks to far more" in str(only)


def test_a_pdf_is_read_until_the_limit_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_MAX_CHARS", "20")
    data = pdf(SAID).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R 3 0 R] /Count 3")
    assert [item.text for item in _holds("report.pdf", data) if isinstance(item, Document)] == [SAID]


def test_each_bad_file_is_one_line_and_the_good_are_read(tmp_path: Path) -> None:
    names = []
    for name, whole in WHOLE.items():
        file = tmp_path / name
        file.write_bytes(
            whole[: len(whole) // 4] if name.endswith((".docx", ".gz", ".parquet", ".pdf")) else b"\xff\x00" * 60
        )
        (tmp_path / f"after-{name}.txt").write_text("Kenya refused.", encoding="utf-8")
        names += [str(file), str(tmp_path / f"after-{name}.txt")]
    found = list(read(names))
    assert len(found) == len(names)
    for name, bad, good in zip(names[::2], found[::2], found[1::2], strict=True):
        assert isinstance(bad, ReadError)
        assert str(bad).startswith(name)
        assert isinstance(good, Document)
