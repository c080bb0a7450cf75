"""Another package's reader, coder and output format are found by their entry points."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from suasion.read import kinds
from suasion.show.codings import exporter, names
from suasion.types import Coding, Document

if TYPE_CHECKING:
    from conftest import Suasion

MODULE = """
from suasion.types import Coding, Document

def read(data, name):
    yield Document("turned", data.decode()[::-1])

def code(parsed, use_learned):
    return Coding(parsed.document, warnings=("by the other coder",))

def write(codings, out):
    out.write("".join(f"<{c.document.id}>{c.document.text}" for c in codings))
"""
ENTRIES = """[suasion.readers]
rev = other_package:read
[suasion.coders]
other = other_package:code
[suasion.exporters]
marks = other_package:write
"""


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "other_package.py").write_text(MODULE, encoding="utf-8")
    info = tmp_path / "other_package-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other-package\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRIES, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    kinds.readers.cache_clear()
    yield
    kinds.readers.cache_clear()


@pytest.mark.usefixtures("other_package")
def test_a_reader_of_another_package(suasion: Suasion, tmp_path: Path) -> None:
    file = tmp_path / "text.rev"
    file.write_text(".arakna denmednoc siraP", encoding="utf-8")
    record = json.loads(suasion("code", file, "--date", "2022-03-20").out)
    assert record["id"] == "turned"


@pytest.mark.usefixtures("other_package")
def test_a_coder_of_another_package(suasion: Suasion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUASION_CODER", "other")
    record = json.loads(suasion("code", stdin="Paris condemned Ankara.").out)
    assert (record["events"], record["warnings"]) == ([], ["by the other coder"])


@pytest.mark.usefixtures("other_package")
def test_a_format_of_another_package() -> None:
    assert "marks" in names()
    out = io.StringIO()
    exporter("marks")([Coding(Document("d", "One."))], out)
    assert out.getvalue() == "<d>One."
