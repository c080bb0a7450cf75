"""PDF: the text of its pages, by pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from suasion.errors import ReadError
from suasion.read.text import name_to_id
from suasion.types import Document

if TYPE_CHECKING:
    import pypdf

# A file's own date is when it was made, which may be years after the report that it holds: it is not used.
_MAX_PAGES: Final = 2_000  # beyond any report (2026-11)


def _title(file: pypdf.PdfReader) -> str:
    title = file.metadata.title if file.metadata else None
    return title.strip() if isinstance(title, str) else ""


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document. Raises ReadError when the file is broken, locked, too long, or holds pictures only."""
    import pypdf

    try:
        file = pypdf.PdfReader(io.BytesIO(data))
        if len(file.pages) > _MAX_PAGES:
            raise ReadError(name, f"more than {_MAX_PAGES} pages", "split it")
        pages = [page.extract_text() for page in file.pages]
        title = _title(file)
    except ReadError:
        raise
    except Exception:  # a hostile PDF makes pypdf fail in any way; the next file is still read
        raise ReadError(name, "broken or locked PDF", "save it anew, or as text") from None
    text = "\n".join(pages)
    if not text.strip():
        raise ReadError(name, "the PDF holds no text", "run it through character recognition")
    yield Document(name_to_id(name), text, title=title)
