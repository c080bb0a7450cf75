"""Give every quotation its speaker: same sentence, same paragraph, or carried on."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from suasion.code.says.relation import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from suasion.code.says.spans import Quotes
    from suasion.parse import Parsed

# A shorter quotation that no cue takes is a scare quote or a name (words, 2026-11).
_SCARE_WORDS: Final = 4


def _sentence_number(doc: Doc) -> tuple[list[int], list[int]]:
    starts = [s.start for s in doc.sents]
    ends = [s.end for s in doc.sents]
    return starts, ends


class Linker:
    """Links quotations to the cues found by the tree, in one pass over the text."""

    def __init__(self, parsed: Parsed, quotes: Quotes, drafts: list[Draft]) -> None:
        self._parsed = parsed
        self._doc = parsed.doc
        self._quotes = quotes
        self._starts, self._ends = _sentence_number(parsed.doc)
        self._outside: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.takes_quote and quotes.at(draft.head) < 0:
                self._outside.setdefault(self._sentence(draft.head), []).append(draft)
        self._speaker: dict[int, Draft] = {}
        self.carried: list[Draft] = []

    def _sentence(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    def link(self) -> list[Draft]:
        """Extend the drafts' content by the quotations they take; returns the carried-on ones."""
        last: Draft | None = None
        last_paragraph = -2
        open_before = False
        for n, (a, b) in enumerate(self._quotes.ranges):
            paragraph = self._quotes.paragraphs[n]
            long = self._is_long(a, b)
            draft = self._same_sentence(a, b) or self._introduced(a)
            if draft is not None:
                self._take(draft, a, b)
            elif last is not None and long and paragraph == last_paragraph and self._is_whole(a, b):
                draft = last
                draft.content.update(range(a, b))
            elif long and self._is_whole(a, b):
                draft = self._neighbour(a, b, paragraph)
                if draft is not None:
                    self._take(draft, a, b)
                elif (
                    last is not None
                    and paragraph == last_paragraph + 1
                    and (open_before or self._fills(a, b, paragraph))
                ):
                    draft = self._carry(last, a, b)
            if draft is not None:
                last, last_paragraph = draft, paragraph
                open_before = self._parsed.doc[b - 1].text not in ('"', "'", "''")
        return self.carried

    def _take(self, draft: Draft, a: int, b: int) -> None:
        inside = set(range(a, b))
        if not draft.scoped:
            # "praised the deal as 'historic'": the topic stays a topic, the words are quoted.
            draft.content |= inside
        else:
            draft.content |= inside - set(draft.cue) - set(draft.source)
        draft.direct = draft.direct or self._is_whole(a, b)

    def _same_sentence(self, a: int, b: int) -> Draft | None:
        first, last = self._sentence(a), self._sentence(b - 1)
        near = [d for s in range(first, last + 1) for d in self._outside.get(s, ())]
        if not near:
            return None
        holding = [d for d in near if a in d.content or b - 1 in d.content or (a + 1) in d.content]
        if holding:
            return min(holding, key=lambda d: (len(d.content), abs(d.head - a)))
        empty = [d for d in near if not d.content]
        pool = [d for d in empty if min(abs(d.head - a), abs(d.head - b)) <= 12]
        if pool:
            return min(pool, key=lambda d: min(abs(d.head - a), abs(d.head - b)))
        if self._is_whole(a, b):
            close = [d for d in near if d.act not in ("judge", "seem", "show")]
            return min(close, key=lambda d: min(abs(d.head - a), abs(d.head - b)), default=None)
        return None

    def _introduced(self, a: int) -> Draft | None:
        """ "He added: …" with the quotation in the next sentence."""
        before = a - 1
        while before >= 0 and self._doc[before].is_space:
            before -= 1
        if before < 0 or self._doc[before].text not in (":", ","):
            return None
        found = self._outside.get(self._sentence(before), [])
        return max(found, key=lambda d: d.head, default=None)

    def _neighbour(self, a: int, b: int, paragraph: int) -> Draft | None:
        """A cue with no content yet in the sentence after or before, in the same paragraph."""
        for sentence in (self._sentence(b - 1) + 1, self._sentence(a) - 1):
            for draft in self._outside.get(sentence, ()):
                same = self._parsed.paragraph_of(self._doc[draft.head].idx) == paragraph
                if same and not draft.content:
                    return draft
        return None

    def _is_long(self, a: int, b: int) -> bool:
        """Whether it is speech, not a scare quote: words enough, or a full stop inside the marks."""
        stops = any(self._doc[i].text in (".", "?", "!") for i in range(max(a, b - 2), b))
        return stops or sum(1 for i in range(a, b) if self._doc[i].is_alpha) >= _SCARE_WORDS

    def _is_whole(self, a: int, b: int) -> bool:
        """Whether the quotation is a sentence of its own, not words set into another."""
        for i in range(a, min(b, a + 3)):
            if self._doc[i].is_alpha:
                return self._doc[i].text[0].isupper()
        return False

    def _fills(self, a: int, b: int, paragraph: int) -> bool:
        start, end = self._parsed.paragraphs[paragraph]
        return self._doc[a].idx <= start + 2 and self._doc[b - 1].idx + 2 >= end

    def _carry(self, last: Draft, a: int, b: int) -> Draft:
        draft = Draft(-1, last.predicate, last.value, last.act, takes_quote=True)
        draft.source_head, draft.antecedent, draft.source = last.source_head, last.antecedent, last.source
        draft.content, draft.direct, draft.heard = set(range(a, b)), True, last.heard
        self.carried.append(draft)
        return draft
