"""A document with its parse: what the `code` stage reads."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suasion.parse.layout import Label, Layout, QuoteRegion

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from suasion.types import Document


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document, its layout, and the model's tree over a character-for-character copy.

    `doc[i].idx` is an offset of `document.text`; the words to quote are the document's own.
    """

    document: Document
    doc: Doc
    layout: Layout

    @property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the paragraphs that hold words."""
        return self.layout.paragraphs

    @property
    def quotes(self) -> tuple[QuoteRegion, ...]:
        """Quoted stretches in text order."""
        return self.layout.quotes

    @property
    def dateline(self) -> Label | None:
        """The dateline, if the text opens with one."""
        return self.layout.dateline

    @property
    def speakers(self) -> tuple[Label, ...]:
        """Speaker labels of a transcript, in text order."""
        return self.layout.speakers

    def paragraph_of(self, offset: int) -> int:
        """The index of the paragraph that an offset stands in (or the one before it)."""
        return max(0, bisect_right(self.layout.paragraphs, (offset, len(self.document.text) + 1)) - 1)

    def quote_at(self, offset: int) -> QuoteRegion | None:
        """The quoted stretch that an offset stands in, if any."""
        quotes = self.layout.quotes
        low, high = 0, len(quotes)
        while low < high:
            middle = (low + high) // 2
            if quotes[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return quotes[low] if low < len(quotes) and quotes[low].start <= offset else None

    def speaker_at(self, offset: int) -> Label | None:
        """The transcript label under whose speech an offset stands: the last one before it."""
        index = bisect_right(self.layout.speakers, offset, key=lambda label: label.start) - 1
        return self.layout.speakers[index] if index >= 0 else None
