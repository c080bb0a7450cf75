"""Bytes to text: UTF-8 first, then by its mark, then by guess; never a lone surrogate."""

from __future__ import annotations

import codecs
from typing import Final

from suasion.errors import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How much of a file the guess looks at (bytes).
_SAMPLE: Final = 64_000


def decode(data: bytes, name: str) -> str:
    """The text of `data`. Raises ReadError when it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 20:
        raise ReadError(name, "is not text", "convert it to text, HTML or PDF")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError(name, "its encoding cannot be told", "save it as UTF-8")
    return data.decode(best.encoding, errors="replace")
