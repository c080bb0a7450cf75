"""Word files, mail, feeds, archives and folders give their documents, with day, title and address where stated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from read_makings import ATOM, ENTITY_BOMB, RSS, SAID, archive, mail, page, word_body, word_file, zip_bomb

from suasion.errors import ReadError, UsageError
from suasion.read import read
from suasion.read.columns import told
from suasion.read.kinds import kind_of
from suasion.types import Document

DAY = dt.date(2021, 5, 4)
OTHER = dt.date(2022, 3, 20)
DATED = '<meta property="article:published_time" content="2021-05-04T10:00:00Z">'


def _kept(tmp_path: Path, name: str, data: bytes | str) -> str:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(file)


def _documents(name: str, date: dt.date | None = None) -> list[Document]:
    found = list(read([name], date))
    assert all(isinstance(d, Document) for d in found), found
    return [d for d in found if isinstance(d, Document)]


def _error(name: str) -> str:
    (only,) = read([name])
    assert isinstance(only, ReadError)
    assert "\n" not in str(only)
    return str(only)


def test_a_word_file(tmp_path: Path) -> None:
    name = _kept(tmp_path, "report.docx", word_file("4 May 2021", "", SAID, title="Beijing refuses"))
    assert _documents(name) == [Document("report", f"4 May 2021\n{SAID}", DAY, title="Beijing refuses")]


def test_a_word_file_without_a_name(tmp_path: Path) -> None:
    assert [d.text for d in _documents(_kept(tmp_path, "report.bin", word_file(SAID)))] == [SAID]


def test_changes_count_as_made_and_tables_are_read(tmp_path: Path) -> None:
    xml = (
        "<w:p><w:r><w:t>Kenya </w:t></w:r><w:ins><w:r><w:t>refused</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>agreed</w:delText></w:r></w:del><w:r><w:tab/><w:t>.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell one</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Cell two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert _documents(_kept(tmp_path, "a.docx", word_body(xml)))[0].text == "Kenya refused\t.\nCell one\nCell two"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zip_bomb(), "unpacks to far more than a report needs"),
        (b"PK\x03\x04 and no more", "broken or locked Word file"),
        (word_file(SAID)[:-300], "broken or locked Word file"),
        (word_file(""), "holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "broken or locked Word file"),
    ],
)
def test_bad_word_files(tmp_path: Path, data: bytes, reason: str) -> None:
    said = _error(_kept(tmp_path, "bad.docx", data))
    assert "bad.docx" in said
    assert reason in said


@pytest.mark.parametrize(("subtype", "words"), [("plain", SAID), ("html", f"<html><p>{SAID}</p></html>")])
def test_a_mail(tmp_path: Path, subtype: str, words: str) -> None:
    (found,) = _documents(_kept(tmp_path, "m.eml", mail(subtype, words)), OTHER)
    assert found.text.strip() == SAID
    assert (found.title, found.date, found.source) == ("Beijing refuses", DAY, "News Desk")


def test_mail_without_words(tmp_path: Path) -> None:
    assert "holds no text" in _error(_kept(tmp_path, "m.eml", mail(words=" ")))
    assert "is no e-mail" in _error(_kept(tmp_path, "n.eml", "\n\nno headers"))


def test_rss(tmp_path: Path) -> None:
    first, second, third = read([_kept(tmp_path, "news.rss", RSS)], OTHER)
    assert first == Document("n1", f"{SAID}\nMore.", DAY, "Beijing refuses", "https://news.example/1", "World News")
    assert second == Document("news-2", SAID, OTHER, SAID, None, "World News")
    assert isinstance(third, ReadError)
    assert "news.rss:3" in str(third)


def test_atom_by_its_first_bytes(tmp_path: Path) -> None:
    (found,) = _documents(_kept(tmp_path, "feed.bin", ATOM))
    assert (found.id, found.text, found.date, found.url) == ("urn:1", SAID, DAY, "https://news.example/1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(tmp_path: Path, encoding: str) -> None:
    assert "declares entities" in _error(_kept(tmp_path, "bomb.rss", ENTITY_BOMB.encode(encoding)))


def test_a_feed_that_is_none(tmp_path: Path) -> None:
    assert "no feed" in _error(_kept(tmp_path, "a.xml", "<note>hello</note>"))


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive(tmp_path: Path, packed: bool) -> None:
    data = archive(
        ("https://news.example/1", "text/html; charset=utf-8", page(DATED).encode(), "200 OK"),
        ("https://news.example/style", "text/css", b"p {}", "200 OK"),
        ("https://news.example/gone", "text/html", page().encode(), "404 Not Found"),
        ("https://news.example/2.txt", "text/plain", SAID.encode(), "200 OK"),
        packed=packed,
    )
    first, second = _documents(_kept(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", data))
    assert (first.title, first.date, first.url) == ("Beijing refuses", DAY, "https://news.example/1")
    assert (second.text, second.date, second.url) == (SAID, None, "https://news.example/2.txt")


def test_pages_without_an_article_are_counted(tmp_path: Path) -> None:
    bare = ("https://news.example/", "text/html", b"<html></html>", "200 OK")
    data = archive(bare, ("https://news.example/2.txt", "text/plain", SAID.encode(), "200 OK"), bare)
    document, error = read([_kept(tmp_path, "crawl.warc", data)])
    assert isinstance(document, Document)
    assert "2 of 3 pages hold no article" in str(error)


def test_a_cut_archive_keeps_what_came_before(tmp_path: Path) -> None:
    one = ("https://news.example/2.txt", "text/plain", SAID.encode(), "200 OK")
    data = archive(one, packed=False) + b"WARC/1.0\r\nno headers at all\x00\r\n" * 3
    document, *errors = read([_kept(tmp_path, "crawl.warc", data)])
    assert isinstance(document, Document)
    assert all(isinstance(e, ReadError) for e in errors)


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    _kept(tmp_path, "b.txt", "Two.")
    _kept(tmp_path, "a.txt", "One.")
    _kept(tmp_path, "sub/a.txt", "Three.")
    _kept(tmp_path, "picture.png", b"\x89PNG")
    _kept(tmp_path, ".hidden/c.txt", "Never.")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [(d.id, d.text) for d in _documents(str(tmp_path))] == [("a", "One."), ("b", "Two."), ("a-2", "Three.")]


def test_a_folder_of_nothing_that_is_read(tmp_path: Path) -> None:
    _kept(tmp_path, "picture.png", b"\x89PNG")
    assert "without a file that can be read" in _error(str(tmp_path))


def test_columns_by_usual_names(tmp_path: Path) -> None:
    table = 'Headline,Body,published_at,outlet\nBeijing refuses,"China refused.",2021/05/04,The Times\n'
    assert _documents(_kept(tmp_path, "t.csv", table)) == [
        Document("t-2", "China refused.", DAY, "Beijing refuses", source="The Times")
    ]
    lines = '{"text": "China refused.", "body": "Not this.", "published": "Tue, 04 May 2021 10:00:00 GMT"}'
    assert _documents(_kept(tmp_path, "t.jsonl", lines)) == [Document("t-1", "China refused.", DAY)]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_columns_as_told(tmp_path: Path, ending: str) -> None:
    import pyarrow
    from pyarrow import parquet

    name = _kept(tmp_path, f"t.{ending}", "text,words,day\nno,China refused.,2021-05-04\n")
    if ending == "parquet":
        parquet.write_table(pyarrow.table({"text": ["no"], "words": ["China refused."], "day": [DAY]}), name)
    elif ending != "csv":
        _kept(tmp_path, f"t.{ending}", '{"text": "no", "words": "China refused.", "day": "2021-05-04"}')
    (found,) = read([name], columns=told("text=words, date=day"))
    assert isinstance(found, Document)
    assert (found.text, found.date) == ("China refused.", DAY)


def test_columns_as_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_COLUMNS", "text=words")
    assert [d.text for d in _documents(_kept(tmp_path, "t.csv", "text,words\nno,China refused.\n"))] == [
        "China refused."
    ]


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    (only,) = read([_kept(tmp_path, "t.csv", "text\nOne.\n")], columns={"date": "day"})
    assert "no column 'day'" in str(only)


@pytest.mark.parametrize("words", ["text", "words=text", "text=a,text=b", "text=", "text=a,"])
def test_a_mapping_that_is_none(words: str) -> None:
    with pytest.raises(UsageError):
        told(words)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.warc.gz", b"\x1f\x8b", "warc"),
        ("x", b"WARC/1.0\r\n", "warc"),
        ("-", b"<?xml version='1.0'?><rss>", "feed"),
        ("-", b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("a.txt", b"<rss>", "text"),
        ("a.DOCX", b"PK\x03\x04", "docx"),
        ("list.urls", b"https://", "urls"),
    ],
)
def test_kinds(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head) == kind
