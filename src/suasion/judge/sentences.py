"""The sentences of the documents, with what each tells: whom it names, and how near it is to the question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from suasion.lexicon.judge import act_words
from suasion.types import AUTHOR, Coding

_SENTENCE: Final = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’')\]]*(?=\s|$)|(?=\n)|$)")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ENDINGS: Final = ("ing", "ed", "es", "s", "ion", "al", "ment", "e")
# A stem keeps at least so many letters, and at most so many count.
_STEM_LEAST, _STEM_MOST = 4, 6
# What makes a sentence near to a question, beside the words they share (2026-11, by cross-validation on train).
_SAME_ACT, _NAMES_TARGET, _CARRIES_TARGET, _NAMES_SENDER, _NAMES_THIRD = 0.3, 0.25, 0.1, 0.12, 0.1
_ASKS_ITSELF: Final = 0.3
_LEAST_RARITY: Final = 0.2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: its span, whose words it is, whom it names, and how near (0 to 1) it is."""

    document: str
    start: int
    end: int
    quote: str
    source: str
    named: frozenset[str]
    first: str | None
    near: float
    raw: float
    """Nearness before it is divided by the nearest sentence's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences that bear on a question, and how much of the question they cover (0 to 1)."""

    sentences: tuple[Sentence, ...]
    cover: float
    nearest: float
    blank: bool
    """Whether the question names no demand: it has no word of its own beside actors' names."""
    years: int
    """How many years the texts name: a history names several."""


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a text, without the spaces about them."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if end - start > 2:
            yield start, end


def stem(word: str) -> str:
    """A word without its ending, cut to what tells it from others."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_LEAST:
            return word[: -len(ending)][:_STEM_MOST]
    return word[:_STEM_MOST]


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.lower()) if w not in act_words().stop]


def _acts(words: Sequence[str]) -> frozenset[str]:
    families = act_words().families
    return frozenset(f for w in words for f in families.get(w, ()))


def _speaker(coding: Coding, start: int, end: int) -> str:
    """Whose words a sentence is: the speaker of a quotation that fills most of it, else the author."""
    for quotation in coding.quotations:
        said = sum(max(0, min(end, s.end) - max(start, s.start)) for s in quotation.content)
        if said * 2 > end - start:
            return quotation.code
    return AUTHOR


@dataclass(frozen=True, slots=True)
class _Bare:
    coding: Coding
    start: int
    end: int
    words: list[str]
    named: frozenset[str]
    first: str | None
    carried: frozenset[str]


def _bare(coding: Coding) -> Iterator[_Bare]:
    text = coding.document.text
    mentions = sorted((m.start, m.code) for m in coding.mentions)
    carried: frozenset[str] = frozenset()
    place = 0
    for start, end in sentence_spans(text):
        while place < len(mentions) and mentions[place][0] < start:
            place += 1
        inside = []
        ahead = place
        while ahead < len(mentions) and mentions[ahead][0] < end:
            inside.append(mentions[ahead][1])
            ahead += 1
        named = frozenset(inside)
        yield _Bare(coding, start, end, _words(text[start:end]), named, inside[0] if inside else None, carried)
        carried = named or carried


def read(codings: Sequence[Coding], sender: str, target: str, third: str | None, question: str) -> Reading:
    """The sentences of all documents, each with its nearness to the question."""
    spoken = [(w, m.code) for c in codings for m in c.mentions for w in _WORD.findall(m.text.lower())]
    names = {w for w, code in spoken if code in (sender, target)}
    asked = [w for w in _words(question) if w not in names]
    wanted, acts = {stem(w) for w in asked}, _acts(asked)
    rows = [row for coding in codings for row in _bare(coding)]
    held = [{stem(w) for w in row.words} for row in rows]
    spread = Counter(s for stems in held for s in stems & wanted)
    rarity = {w: max(_LEAST_RARITY, math.log((len(rows) + 1) / (0.5 + spread[w]))) for w in wanted}
    whole = math.fsum(sorted(rarity.values())) or 1.0
    raw = [
        _near(row, h & wanted, rarity, whole, acts, (sender, target, third)) for row, h in zip(rows, held, strict=True)
    ]
    top = max(raw, default=0.0)
    made = tuple(
        Sentence(
            row.coding.document.id,
            row.start,
            row.end,
            row.coding.document.text[row.start : row.end],
            _speaker(row.coding, row.start, row.end),
            row.named,
            row.first,
            near / top if top else 0.0,
            near,
        )
        for row, near in zip(rows, raw, strict=True)
    )
    cover = math.fsum(sorted(rarity[w] for w in wanted if spread[w])) / whole
    actors = {w for w, _ in spoken}
    years = {y for c in codings for y in _YEAR.findall(c.document.text)}
    return Reading(made, cover, top, all(w in actors for w in asked), len(years))


def _near(
    row: _Bare,
    shared: set[str],
    rarity: dict[str, float],
    whole: float,
    acts: frozenset[str],
    parts: tuple[str, str, str | None],
) -> float:
    sender, target, third = parts
    near = math.fsum(sorted(rarity[w] for w in shared)) / whole
    if acts:
        near += _SAME_ACT * len(acts & _acts(row.words)) / len(acts)
    if target in row.named:
        near += _NAMES_TARGET
    elif target in row.carried and sender not in row.named:
        near += _CARRIES_TARGET
    near += _NAMES_SENDER * (sender in row.named) + _NAMES_THIRD * (third is not None and third in row.named)
    asks = row.coding.document.text[row.start : row.end].rstrip().endswith("?")
    return near * _ASKS_ITSELF if asks else near
