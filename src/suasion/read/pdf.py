"""PDF: the text of its pages, by pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator

from suasion.errors import ReadError
from suasion.read.text import name_to_id
from suasion.types import Document


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document. Raises ReadError when the file is broken, locked, or holds pictures only."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        raise ReadError(name, "broken or locked PDF", "save it anew, or as text") from None
    text = "\n".join(pages)
    if not text.strip():
        raise ReadError(name, "the PDF holds no text", "run it through character recognition")
    yield Document(name_to_id(name), text)
