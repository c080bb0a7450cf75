"""Who speaks under the labels of a transcript: "Q:", "MR. PRICE:", "SPOKESMAN:"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from suasion.code.who import who_is
from suasion.types import Mention

if TYPE_CHECKING:
    from suasion.code.who import Actors
    from suasion.lexicon.says import SaysLexicon
    from suasion.parse import Parsed
    from suasion.parse.layout import Label

_FIRST_PERSON: Final = frozenset({"we", "our", "us", "ours"})


class Transcript:
    """The speakers of a text that puts questions and answers under labels; empty for any other text.

    Whoever asks is the press. Who answers is named by his label, or else is who "we" are in the answers.
    """

    def __init__(self, parsed: Parsed, actors: Actors | None, lexicon: SaysLexicon) -> None:
        labels = parsed.speakers
        asked = any(_asks(label, lexicon) for label in labels)
        self._labels: tuple[Label, ...] = labels if asked else ()
        self._starts = [label.start for label in self._labels]
        we = self._first_person(parsed, actors, lexicon)
        day = parsed.document.date
        known: dict[str, Mention | None] = {}
        for label in self._labels:
            if label.text in known:
                continue
            if _asks(label, lexicon):
                known[label.text] = _named(label, "MEDIA", "MED", "asks")
                continue
            words = " ".join(w.capitalize() if w.isupper() else w for w in label.text.split())
            found = who_is(words, day)
            code, sector = (found.code, found.sector) if found.role else we
            known[label.text] = _named(label, code, sector, found.reason if found.role else "we") if code else None
        self._known = known

    def _first_person(self, parsed: Parsed, actors: Actors | None, lexicon: SaysLexicon) -> tuple[str, str | None]:
        """The code that "we" has most often in answers, and its sector; empty when it has none."""
        said: Counter[tuple[str, str | None]] = Counter()
        for mention in actors.mentions if actors is not None and self._labels else ():
            token = parsed.doc[mention.head]
            label = self._label_at(token.idx)
            if token.lower_ in _FIRST_PERSON and label is not None and not _asks(label, lexicon):
                said.update((a.code, a.sector) for a in mention.actors)
        return said.most_common(1)[0][0] if said else ("", None)

    def _label_at(self, offset: int) -> Label | None:
        index = bisect_right(self._starts, offset) - 1
        return self._labels[index] if index >= 0 else None

    def at(self, offset: int) -> Mention | None:
        """Who speaks at an offset of the text; None where nobody does, or nobody we know."""
        label = self._label_at(offset)
        return self._known[label.text] if label is not None else None


def _asks(label: Label, lexicon: SaysLexicon) -> bool:
    return any(word.strip(".()").lower() in lexicon.askers for word in label.text.split())


def _named(label: Label, code: str, sector: str | None, reason: str) -> Mention:
    return Mention(code, sector, None, label.text, label.start, label.end, f"label of a transcript: {reason}")
