"""RSS and Atom: a document an entry, by feedparser."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.read.fetch import is_address
from suasion.read.guard import check_markup
from suasion.read.markup import words_of
from suasion.types import Document

# No feed is larger (characters, tags; 2026-11).
_MOST: Final = 10_000_000
_MOST_TAGS: Final = 200_000
# Entities of a file's own are how a few lines become gigabytes; feeds have no use for them.
_ENTITY: Final = re.compile(r"<!entity\b", re.IGNORECASE)
# What feedparser is told of the bytes: they are what we made of them, whatever the file says.
_SENT: Final = {"content-type": "application/xml; charset=utf-8"}


def _day(entry: Mapping[str, Any]) -> dt.date | None:
    for key in ("published_parsed", "updated_parsed"):
        stamp = entry[key] if key in entry else None  # noqa: SIM401  (its `get` falls back on other keys)
        if stamp:
            try:
                return dt.date(*stamp[:3])
            except (TypeError, ValueError):
                continue
    return None


def _words(entry: Mapping[str, Any], title: str) -> str:
    """The entry's longest text: its contents, its summary, else its title."""
    parts = [part.get("value") or "" for part in entry.get("content") or ()]
    texts = [words_of(str(part)) for part in (*parts, entry.get("summary") or "")]
    return max(texts, key=len) or title


def _document(entry: Mapping[str, Any], number: int, name: str, source: str | None) -> Document | ReadError:
    title = words_of(str(entry.get("title") or "")).replace("\n", " ")
    text = _words(entry, title)
    if not text:
        return ReadError(f"{name}:{number}", "the entry holds no text", "fetch its page instead")
    link = str(entry.get("link") or "")
    url = link if is_address(link) else None
    return Document(str(entry.get("id") or url or f"{Path(name).stem}-{number}"), text, _day(entry), title, url, source)


def read(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The entries in the feed's order. Raises ReadError when it is no feed, declares entities or is too long."""
    try:
        import feedparser
    except ImportError:
        raise ReadError(name, "feeds need feedparser", "pip install 'suasion[formats]'") from None
    text = decode(data, name, declares=True)
    if len(text) > _MOST:
        raise ReadError(name, f"a feed of more than {_MOST} characters", "split it")
    if _ENTITY.search(text):
        raise ReadError(name, "declares entities, as bombs do", "save it without its DOCTYPE")
    check_markup(text, name, _MOST_TAGS)
    try:
        feed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=dict(_SENT))
        entries = list(feed.entries)
        source = words_of(str(feed.feed.get("title") or "")).replace("\n", " ") or None
    except Exception:  # a hostile feed breaks the parser in many ways; the next file is still read
        raise ReadError(name, "broken feed", "save its entries as text or JSONL") from None
    if not entries:
        raise ReadError(name, "no feed, or one without entries", "check the file")
    for number, entry in enumerate(entries, 1):
        yield _document(entry, number, name, source)
