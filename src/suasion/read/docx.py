"""DOCX: the words of its paragraphs and tables, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.text import name_to_id
from suasion.types import Document

# A bomb is known by what its parts would unpack to, before any is unpacked (2026-11): no report needs more.
_MAX_PARTS: Final = 10_000
_MAX_UNPACKED: Final = 300_000_000
_MAX_WORDS_XML: Final = 60_000_000

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH: Final = f"{_WORD}p"
_WORDS: Final = f"{_WORD}t"
_GAPS: Final = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
# What is not on the page: words struck out or moved away, and the second copy of a text box.
_UNSEEN: Final = frozenset(
    {
        f"{_WORD}del",
        f"{_WORD}moveFrom",
        f"{_WORD}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def _check_size(data: bytes, name: str) -> None:
    """Raises ReadError for what is no zip file, no Word file, or unpacks to too much."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except Exception:  # a hostile archive breaks zipfile in many ways
        raise ReadError(name, "broken or locked Word file", "save it anew as DOCX, or as text") from None
    words = [part.file_size for part in parts if part.filename == "word/document.xml"]
    if not words:
        raise ReadError(name, "is no Word file", "save it as DOCX, or as text")
    if len(parts) > _MAX_PARTS or sum(p.file_size for p in parts) > _MAX_UNPACKED or max(words) > _MAX_WORDS_XML:
        raise ReadError(name, "unpacks to far more than a report needs", "save its text instead")


def _walk(element: Any, lines: list[list[str]]) -> None:
    """The words below an element, a list a paragraph. (lxml holds no tree deeper than 256.)"""
    for child in element:
        if child.tag == _PARAGRAPH:
            lines.append([])
            _walk(child, lines)
            lines.append([])
        elif child.tag == _WORDS:
            lines[-1].append(child.text or "")
        elif child.tag in _GAPS:
            lines[-1].append(_GAPS[child.tag])
        elif child.tag not in _UNSEEN:
            _walk(child, lines)


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document with the file's title. Raises ReadError when it is broken, locked, a bomb or without words.

    Changes under review count as made. The file's own date is when it was made, and is not used.
    """
    try:
        import docx
    except ImportError:
        raise ReadError(name, "Word files need python-docx", "pip install 'suasion[formats]'") from None
    _check_size(data, name)
    lines: list[list[str]] = [[]]
    try:
        file = docx.Document(io.BytesIO(data))
        _walk(file.element.body, lines)
        title = str(file.core_properties.title or "").strip()
    except Exception:  # a hostile file makes python-docx fail in any way; the next file is still read
        raise ReadError(name, "broken or locked Word file", "save it anew as DOCX, or as text") from None
    text = "\n".join(line for line in map("".join, lines) if line.strip())
    if not text:
        raise ReadError(name, "the Word file holds no text", "check the file")
    yield Document(name_to_id(name), text, title=title)
