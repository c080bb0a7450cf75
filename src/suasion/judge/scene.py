"""What a verdict is weighed from: documents by a day, sentences with their chances, coded acts.

A scene can be looked at without one source, one document or one sentence; that is how evidence is
told from the rest and robustness is tried.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from suasion.judge import weigh
from suasion.judge.features import Parts, Weighing, all_features
from suasion.judge.sentences import Reading, Sentence, read
from suasion.judge.wording import chances
from suasion.types import AUTHOR, Coding, Event, VerdictName


def voice_of(event: Event) -> str:
    """The source that an event leans on: the author where it affirms or denies, else the first that takes a stand."""
    for stand in event.attributions:
        if stand.source == AUTHOR and stand.value != "Uu" and not stand.value.startswith("PS"):
            return AUTHOR
    return next((a.source for a in event.attributions if a.source != AUTHOR), AUTHOR)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that bears on one question about one sender and target."""

    codings: tuple[Coding, ...]
    parts: Parts
    question: str
    reading: Reading
    rows: tuple[Weighing, ...]
    scale: weigh.Scale

    def features(self) -> dict[str, float]:
        """The signs, by name."""
        return all_features(self.codings, self.reading, self.rows, self.parts, self.question)

    def totals(self) -> dict[str, float]:
        """The balance for each verdict."""
        return self.scale.add(self.features())

    def shares(self) -> dict[str, float]:
        """Each verdict's share of belief."""
        return weigh.shares(self.totals())

    def best(self) -> VerdictName:
        """The verdict with the most belief."""
        return weigh.best(self.totals())

    def keeping(
        self, sentence: Callable[[Sentence], bool], event: Callable[[str, Event], bool], document: Callable[[str], bool]
    ) -> Scene:
        """The scene with only some sentences, events and documents."""
        codings = tuple(
            dataclasses.replace(
                c,
                events=tuple(e for e in c.events if event(c.document.id, e)),
                faint=tuple(e for e in c.faint if event(c.document.id, e)),
            )
            for c in self.codings
            if document(c.document.id)
        )
        rows = tuple(r for r in self.rows if document(r.sentence.document) and sentence(r.sentence))
        reading = dataclasses.replace(self.reading, sentences=tuple(r.sentence for r in rows))
        return dataclasses.replace(self, codings=codings, rows=rows, reading=reading)

    def without_sentence(self, left_out: Sentence) -> Scene:
        """The scene without a sentence and the acts coded in it."""
        where = range(left_out.start, left_out.end)
        return self.keeping(
            lambda s: s is not left_out,
            lambda document, e: document != left_out.document or e.start not in where,
            lambda _: True,
        )

    def without_source(self, source: str) -> Scene:
        """The scene without what one source says."""
        return self.keeping(lambda s: s.source != source, lambda _, e: voice_of(e) != source, lambda _: True)

    def without_document(self, name: str) -> Scene:
        """The scene without a document."""
        return self.keeping(lambda _: True, lambda _, __: True, lambda d: d != name)

    def sources(self) -> list[str]:
        """The sources besides the author that anything leans on."""
        spoken = {r.sentence.source for r in self.rows}
        spoken |= {voice_of(e) for c in self.codings for e in c.events}
        return sorted(spoken - {AUTHOR})


def by_day(codings: Sequence[Coding], as_of: dt.date | None) -> tuple[Coding, ...]:
    """Codings published by the day, in order of day and name; undated ones count."""
    kept = [c for c in codings if as_of is None or c.document.date is None or c.document.date <= as_of]
    return tuple(sorted(kept, key=lambda c: (c.document.date or dt.date.min, c.document.id)))


def scene_of(codings: Sequence[Coding], parts: Parts, question: str, use_learned: bool) -> Scene:
    """The scene of a question over codings that are in order."""
    reading = read(codings, parts.sender, parts.target, parts.third, question)
    rows = tuple(weigh.weighing(s, chances(s.quote, use_learned)) for s in reading.sentences)
    return Scene(tuple(codings), parts, question, reading, rows, weigh.scale_for(reading, use_learned))
