"""HTML: the article without its page, by trafilatura."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.read.text import name_to_id
from suasion.types import Document


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document with the page's title and date. Raises ReadError when it holds no article."""
    import trafilatura

    page = trafilatura.bare_extraction(decode(data, name), with_metadata=True, include_comments=False)
    if page is None or isinstance(page, dict):
        raise ReadError(name, "no article found in the page", "save its text instead")
    text = page.text
    if not text or not text.strip():
        raise ReadError(name, "no article found in the page", "save its text instead")
    try:
        day = dt.date.fromisoformat(str(page.date)[:10])
    except ValueError:
        day = None
    yield Document(
        name_to_id(name),
        text,
        day,
        title=page.title or "",
        url=page.url or None,
        source=page.sitename or None,
    )
