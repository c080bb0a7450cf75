"""PDF: the text of its pages, by pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from suasion.config import settings
from suasion.errors import ReadError
from suasion.read.text import name_to_id
from suasion.types import Document

if TYPE_CHECKING:
    import pypdf

# A file's own date is when it was made, which may be years after the report that it holds: it is not used.
# Beyond any report (2026-11): pages, operators (of one page and of all; pypdf does some 30,000 a second) and bytes of
# unpacked content. A form drawn again counts each time, and heavily: forms in forms are this format's bomb.
_MAX_PAGES: Final = 2_000
_MAX_OPERATORS_A_PAGE: Final = 250_000
_MAX_OPERATORS: Final = 2_000_000
_MAX_CONTENT: Final = 100_000_000
_FORM: Final = b"Do"
_FORM_COUNTS: Final = 50


class _TooMuch(Exception):
    """The file would take far longer than a report does."""


class _Limits:
    """Counts what pypdf does for one file, and ends it when that is too much."""

    def __init__(self) -> None:
        self.done = self.of_page = self.content = 0

    def operator(self, operator: bytes, *_: object) -> None:
        """Called by pypdf before each operator, those of forms too."""
        self.of_page += _FORM_COUNTS if operator == _FORM else 1
        if self.of_page > _MAX_OPERATORS_A_PAGE or self.done + self.of_page > _MAX_OPERATORS:
            raise _TooMuch

    def text_of(self, page: pypdf.PageObject) -> str:
        """A page's text."""
        self.done, self.of_page = self.done + self.of_page, 0
        contents = page.get_contents()
        self.content += len(contents.get_data()) if contents is not None else 0
        if self.content > _MAX_CONTENT:
            raise _TooMuch
        return page.extract_text(visitor_operand_before=self.operator)


def _pages(file: pypdf.PdfReader) -> Iterator[str]:
    """The pages' texts, until there is more than is read of any text."""
    limits, most = _Limits(), settings().max_chars
    for page in file.pages:
        text = limits.text_of(page)
        most -= len(text)
        yield text
        if most < 0:
            return


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
        pages = list(_pages(file))
        title = _title(file)
    except ReadError:
        raise
    except _TooMuch:
        raise ReadError(name, "unpacks to far more than a report needs", "save its text instead") from None
    except Exception:  # a hostile PDF makes pypdf fail in any way; the next file is still read
        raise ReadError(name, "broken or locked PDF", "save it anew, or as text") from None
    text = "\n".join(pages)
    if not text.strip():
        raise ReadError(name, "the PDF holds no text", "run it through character recognition")
    yield Document(name_to_id(name), text, title=title)
