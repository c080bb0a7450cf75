"""HTML: the article without its page, by trafilatura."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.read.guard import check_markup
from suasion.read.text import name_to_id
from suasion.types import Document

# The day of publication as the page states it: no last-changed day, no day guessed from the words around.
_DATE: Final = MappingProxyType({"original_date": True, "extensive_search": False})


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document with the page's title and date. Raises ReadError when it holds no article, or too much markup."""
    import trafilatura

    page_text = decode(data, name, declares=True)
    check_markup(page_text, name)
    try:
        page = trafilatura.bare_extraction(
            page_text, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE)
        )
    except Exception:  # a hostile page may break the extractor in any way; the next file is still read
        raise ReadError(name, "broken HTML", "save its text instead") from None
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
