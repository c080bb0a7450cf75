"""Files become documents; what cannot be read is named with its mend, and the rest is read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_makings import pdf

from suasion.errors import ReadError
from suasion.read import read
from suasion.read.dateline import date_in
from suasion.read.decode import decode
from suasion.types import Document

DAY = dt.date(2022, 3, 20)


def _read(path: Path, date: dt.date | None = None) -> list[Document | ReadError]:
    return list(read([str(path)], date))


def test_text_takes_the_callers_date(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("China refused.", encoding="utf-8")
    assert _read(file, DAY) == [Document("article", "China refused.", DAY)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The Élysée said “no” to Kyïv’s café envoys. " * 20
    sent = text if encoding != "cp1252" else text.replace("ï", "i")
    assert decode(sent.encode(encoding), "x.txt") == sent


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("windows-1252", "“refusé”"), ("windows-1251", "Київ"), ("shift_jis", "外務省"), ("iso-8859-2", "Łódź")],
)
def test_a_declared_encoding_is_believed(encoding: str, word: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body>{word}</body></html>'
    assert decode(page.encode(encoding), "x.html", declares=True) == page


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "idna", "unicode_escape", "no-such"])
def test_an_encoding_that_hides_markup_is_not(encoding: str) -> None:
    page = f'<meta charset="{encoding}">+ADw-script+AD4- \u00e9 '.encode("latin-1") * 20
    assert "<script" not in decode(page, "x.html", declares=True)


def test_jsonl_keeps_ids_and_names_the_broken_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"id": "one", "text": "Russia refused.", "date": "2022-03-18"}),
        "{broken",
        json.dumps({"id": 3}),
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    first, second, third = _read(file)
    assert first == Document("one", "Russia refused.", dt.date(2022, 3, 18))
    assert isinstance(second, ReadError)
    assert "a.jsonl:2" in str(second)
    assert isinstance(third, ReadError)
    assert "a.jsonl:3" in str(third)


def test_csv_and_parquet(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table({"id": ["a", "b"], "text": ["One.", "Two."], "date": ["2022-01-01", ""]})
    parquet.write_table(table, tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text('id,text,date\na,One.,2022-01-01\nb,"Two.",\n', encoding="utf-8")
    expected = [Document("a", "One.", dt.date(2022, 1, 1)), Document("b", "Two.", None)]
    assert _read(tmp_path / "t.csv") == expected
    assert _read(tmp_path / "t.parquet") == expected


def test_a_parquet_file_with_broken_text_is_an_error(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    file = tmp_path / "t.parquet"
    parquet.write_table(pyarrow.table({"text": ["Two."]}), file, compression="none", use_dictionary=False)
    file.write_bytes(file.read_bytes().replace(b"Two.", b"\xff\xfe\xfd."))
    (only,) = _read(file)
    assert isinstance(only, ReadError)
    assert "broken or truncated Parquet" in str(only)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t "),
        ("broken.pdf", b"%PDF-1.4 nothing"),
        ("page.html", b"<html><body></body></html>"),
        ("cut.parquet", b"PAR1xxxx"),
        ("noise.txt", bytes(range(256)) * 40 + b"\x00" * 5000),
        ("file.xyz", b"\xff\xfe\x00"),
    ],
)
def test_bad_files_are_one_line_with_name_and_mend(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (only,) = _read(file)
    assert isinstance(only, ReadError)
    assert name in str(only)
    assert "\n" not in str(only)


def _page(meta: str) -> str:
    body = "".join(
        f"<p>China on day {n} rejected a demand by the United States that it stop its sales to Iran, and said "
        f"that it would never bow to pressure, whatever Washington decided in round {n} of its measures.</p>"
        for n in range(5)
    )
    return f"<html><head><title>Beijing refuses</title>{meta}</head><body><article>{body}</article></body></html>"


def test_a_page_gives_its_article_title_and_day(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(_page('<meta property="article:published_time" content="2021-05-04T10:00:00Z">'), encoding="utf-8")
    (found,) = _read(file)
    assert isinstance(found, Document)
    assert (found.title, found.date) == ("Beijing refuses", dt.date(2021, 5, 4))
    assert found.text.startswith("China on day 0")
    assert "<p>" not in found.text
    (told,) = _read(file, DAY)
    assert isinstance(told, Document)
    assert told.date == DAY


def test_a_page_without_a_stated_day_is_undated(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(_page(""), encoding="utf-8")
    (found,) = _read(file)
    assert isinstance(found, Document)
    assert found.date is None


def test_a_records_own_date_counts_before_the_callers(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One.", "date": "2001-02-03"}\n{"text": "Two."}', encoding="utf-8")
    assert [d.date for d in _read(file, DAY) if isinstance(d, Document)] == [dt.date(2001, 2, 3), DAY]


def test_only_a_line_feed_ends_a_record(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One\u2028two\x85three"}\r\n\n{"text": "Four"}', encoding="utf-8", newline="")
    assert [d.text for d in _read(file) if isinstance(d, Document)] == ["One\u2028two\x85three", "Four"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.json", '[\n {"id": "a", "text": "One."},\n {"id": "b", "text": "Two."}\n]'),
        ("lines.json", '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}'),
        ("UPPER.CSV", "\ufeffid,text\na,One.\nb,Two.\n"),
        ("tabs.tsv", "id\ttext\na\tOne.\nb\tTwo.\n"),
    ],
)
def test_tables_by_their_endings(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert _read(file) == [Document("a", "One.", None), Document("b", "Two.", None)]


def test_a_table_without_texts_is_one_error(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("id;text\n" + "a;One.\n" * 50, encoding="utf-8")
    (only,) = _read(file)
    assert "no column `text`" in str(only)


def test_a_kind_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "gold.txt"
    file.write_text('{"id": "a", "text": "One."}', encoding="utf-8")
    assert list(read([str(file)], kind="table")) == [Document("a", "One.", None)]


def test_a_name_that_cannot_be_one() -> None:
    (only,) = read(["a\0b"])
    assert isinstance(only, ReadError)
    assert "\0" not in str(only)


def test_the_text_of_apdf(tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(pdf("18 March 2022. China refused."))
    assert _read(file) == [Document("report", "18 March 2022. China refused.", dt.date(2022, 3, 18))]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert [isinstance(r, ReadError) for r in read([str(tmp_path / "none.txt"), str(tmp_path)])] == [
        True,
        True,
    ]


def test_long_text_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_MAX_CHARS", "10")
    file = tmp_path / "long.txt"
    file.write_text("word " * 100, encoding="utf-8")
    said: list[str] = []
    (document,) = read([str(file)], None, said.append)
    assert isinstance(document, Document)
    assert len(document.text) == 10
    assert "cut at 10" in said[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BERLIN, May 13, 1949 — Lorries streamed in.", dt.date(1949, 5, 13)),
        ("18 March 2022. Biden spoke.", dt.date(2022, 3, 18)),
        ("2022-02-31 is no day", None),
        ("Nothing here.", None),
    ],
)
def test_dateline_dates(text: str, day: dt.date | None) -> None:
    assert date_in(text) == day


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except ReadError:
        return
    assert isinstance(text, str)
