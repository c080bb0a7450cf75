"""What a verdict is weighed from: documents by a day, sentences with their chances, coded acts.

A scene can be looked at without one source, one document or one sentence; that is how evidence is
told from the rest and robustness is tried.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from suasion.judge import weigh
from suasion.judge.features import Features, Parts, Weighing, all_features, part_of, spoken_features
from suasion.judge.sentences import Reading, Sentence, read
from suasion.judge.wording import chances
from suasion.types import AUTHOR, Coding, Event, VerdictName

TRIED: Final = 20
"""Sources, and documents, that are dropped in turn, at most."""
# Sentences that are weighed at most: beyond any article, and what keeps a large dossier quick (2026-11).
_MOST: Final = 400


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
    spoken: Features
    scale: weigh.Scale

    def features(self) -> Features:
        """The signs, by name."""
        return all_features(self.codings, self.rows, self.parts, self.spoken, self.question)

    def totals(self) -> dict[str, float]:
        """The balance for each verdict."""
        return self.scale.add(self.features())

    def shares(self) -> dict[str, float]:
        """Each verdict's share of belief."""
        return weigh.shares(self.totals())

    def best(self) -> VerdictName:
        """The verdict with the most belief."""
        return weigh.best(self.totals())

    def _keeping(self, sentence: Callable[[Sentence], bool], event: Callable[[str, Event], bool]) -> Scene:
        """The scene with only some sentences and acts."""
        codings = tuple(
            dataclasses.replace(
                c,
                events=tuple(e for e in c.events if event(c.document.id, e)),
                faint=tuple(e for e in c.faint if event(c.document.id, e)),
            )
            for c in self.codings
        )
        return dataclasses.replace(self, codings=codings, rows=tuple(r for r in self.rows if sentence(r.sentence)))

    def without_sentence(self, left_out: Sentence) -> Scene:
        """The scene without a sentence and the acts coded in it."""
        where = range(left_out.start, left_out.end)
        return self._keeping(
            lambda s: s is not left_out, lambda document, e: document != left_out.document or e.start not in where
        )

    def without_source(self, source: str) -> Scene:
        """The scene without what one source says."""
        return self._keeping(lambda s: s.source != source, lambda _, e: voice_of(e) != source)

    def without_document(self, name: str) -> Scene:
        """The scene without a document."""
        codings = tuple(c for c in self.codings if c.document.id != name)
        left = tuple(s for s in self.reading.sentences if s.document != name)
        reading = dataclasses.replace(self.reading, sentences=left)
        return dataclasses.replace(
            self,
            codings=codings,
            reading=reading,
            rows=tuple(r for r in self.rows if r.sentence.document != name),
            spoken=spoken_features(codings, reading, self.parts),
        )

    def sources(self) -> list[str]:
        """The sources besides the author that most lean on, by the weight of their sentences and acts."""
        weight: Counter[str] = Counter()
        for row in self.rows:
            weight[row.sentence.source] += 1 + round(10 * row.weight)
        for coding in self.codings:
            weight.update(voice_of(e) for e in coding.events if part_of(e, self.parts))
        del weight[AUTHOR]
        return sorted(name for name, _ in sorted(weight.items(), key=lambda r: (-r[1], r[0]))[:TRIED])

    def documents(self) -> list[str]:
        """The documents that tell most near the question."""
        weight: Counter[str] = Counter({c.document.id: 0 for c in self.codings})
        for row in self.rows:
            weight[row.sentence.document] += 1 + round(10 * row.weight)
        return sorted(name for name, _ in sorted(weight.items(), key=lambda r: (-r[1], r[0]))[:TRIED])


def by_day(codings: Sequence[Coding], as_of: dt.date | None) -> tuple[Coding, ...]:
    """Codings published by the day, in order of day and name; undated ones count."""
    kept = [c for c in codings if as_of is None or c.document.date is None or c.document.date <= as_of]
    return tuple(sorted(kept, key=lambda c: (c.document.date or dt.date.min, c.document.id)))


def scene_of(codings: Sequence[Coding], parts: Parts, question: str, use_learned: bool) -> Scene:
    """The scene of a question over codings that are in order; of very many sentences, the nearest."""
    reading = read(codings, parts.sender, parts.target, parts.third, question)
    nearest = sorted(range(len(reading.sentences)), key=lambda i: (-reading.sentences[i].near, i))[:_MOST]
    kept = [reading.sentences[i] for i in sorted(nearest)]
    rows = tuple(weigh.weighing(s, chances(s.quote, use_learned)) for s in kept)
    spoken = spoken_features(codings, reading, parts)
    return Scene(tuple(codings), parts, question, reading, rows, spoken, weigh.scale_for(reading, use_learned))
