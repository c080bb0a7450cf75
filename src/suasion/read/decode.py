"""Bytes to text: by its mark, UTF-8, the encoding that a page declares, then by guess; never a lone surrogate."""

from __future__ import annotations

import codecs
import re
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
# Where a page or a feed declares its encoding, and the encodings believed (those of the web; none that hides markup).
_HEAD: Final = 2_048
_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})")
_BELIEVED: Final = re.compile(
    r"iso[-_]?8859[-_]?\d\d?|latin[-_]?1|(?:windows|cp)[-_]?(?:125\d|874)|koi8[-_][ru]|gb2312|gbk|gb18030"
    r"|big5|shift[-_]?jis|euc[-_](?:jp|kr)|tis[-_]?620|mac[-_]?roman",
    re.IGNORECASE,
)


def _as_declared(data: bytes) -> str | None:
    """The text by the encoding that its head declares, else None."""
    found = _DECLARED.search(data[:_HEAD])
    declared = found[1].decode("ascii") if found else ""
    if not _BELIEVED.fullmatch(declared):
        return None
    try:
        return data.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None


def decode(data: bytes, name: str, declares: bool = False) -> str:
    """The text of `data`, which may declare its encoding itself. Raises ReadError when it is no text."""
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
    if declares and (text := _as_declared(data)) is not None:
        return text
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 20:
        raise ReadError(name, "is not text", "convert it to text, HTML or PDF")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError(name, "its encoding cannot be told", "save it as UTF-8")
    return data.decode(best.encoding, errors="replace")
