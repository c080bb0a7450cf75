"""Plain text: the whole file is one document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.types import Document


def name_to_id(name: str) -> str:
    """A document's id from its file's name; standard input is `stdin`."""
    return "stdin" if name == "-" else Path(name).stem or name


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document. Raises ReadError when there is no word in it."""
    text = decode(data, name)
    if not text.strip():
        raise ReadError(name, "holds no text", "check the file")
    yield Document(name_to_id(name), text)
