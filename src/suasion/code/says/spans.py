"""Stretches of tokens: noun phrases without their relative clauses, clauses, quotations."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.parse import Parsed

QUOTE_MARKS: Final = frozenset({'"', "''", "``", "'", "“", "”"})
_LOOSE: Final = frozenset({",", ";", ":", "-", "--", "—", "–", "("})


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without loose punctuation and spaces at its ends."""
    while start < end and (doc[start].is_space or doc[start].text in _LOOSE or doc[start].text == ")"):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _LOOSE or doc[end - 1].text == "."):
        end -= 1
    return start, end


def phrase(token: Token) -> tuple[int, int]:
    """The range of a noun phrase, its appositions included, its relative clause left out."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    for child in token.children:
        if child.dep_ == "relcl" and child.i > token.i:
            end = min(end, child.left_edge.i)
    return trimmed(token.doc, start, end)


class Quotes:
    """The quoted stretches of a text as token ranges, marks included."""

    def __init__(self, parsed: Parsed) -> None:
        doc = parsed.doc
        starts = [t.idx for t in doc]
        self.ranges: list[tuple[int, int]] = []
        self.paragraphs: list[int] = []
        for region in parsed.quotes:
            a, b = bisect_left(starts, region.start), bisect_left(starts, region.end)
            if a >= b:
                continue
            if a > 0 and doc[a - 1].text in QUOTE_MARKS:
                a -= 1
            if not region.open_ended and b < len(doc) and doc[b].text in QUOTE_MARKS:
                b += 1
            self.ranges.append((a, b))
            self.paragraphs.append(parsed.paragraph_of(region.start))
        self._inside: dict[int, int] = {}
        for n, (a, b) in enumerate(self.ranges):
            for i in range(a, b):
                self._inside.setdefault(i, n)

    def at(self, token_index: int) -> int:
        """The number of the quotation that holds the token, or -1."""
        return self._inside.get(token_index, -1)
