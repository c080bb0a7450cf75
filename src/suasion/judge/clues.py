"""What in the documents bears on how the pressure ended: coded responses and outcome sentences.

A clue is a quotation with a name; names are what the verdict is weighed by, and what its
reasons print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from suasion.lexicon.judge import cues
from suasion.types import AUTHOR, Coding, Event

_SENTENCE: Final = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’')\]]*(?=\s|$)|(?=\n)|$)")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_NEGATED: Final = re.compile(r"\b(?:not|never|no|nor|without|hardly|n't|n’t)\b|n[’']t\b", re.IGNORECASE)
_FUTURE: Final = re.compile(r"\b(?:will|would|may|might|could|if|unless|until|should)\b", re.IGNORECASE)
# Words of a question that say nothing of the demand.
_STOP: Final = frozenset(
    "have does were what when whom which that this with from into over about their they them there than then "
    "make made force forced press pressure pressed demand demands demanded threat threats "
    "threatened sanction sanctions succeed succeeded success successful attempt attempts effort efforts "
    "bring brought keep kept "
    "take took give gave given stop stopped ever after before being been because could would".split()
)
# How many letters of a word count as its stem when question and text are compared.
_STEM: Final = 5
PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "PROTEST", "ASSAULT", "ACCUSE"})


@dataclass(frozen=True, slots=True)
class Clue:
    """A quotation that bears on the outcome, under one or more feature names."""

    names: tuple[str, ...]
    document: str
    event: str | None
    quote: str
    start: int
    end: int
    source: str
    rule: str


def _codes(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(m.code for m in event.source), frozenset(m.code for m in event.target)


def _role(event: Event, sender: str, target: str, third: str | None) -> str | None:
    """Who does it to whom, in the episode's parts: `T>S`, `T>3`, `T>o`, `S>T`, `S>3`, …"""
    source, aimed = _codes(event)
    doer = "T" if target in source else "S" if sender in source else "3" if third and third in source else None
    if doer is None:
        return None
    to = (
        "S" if sender in aimed and doer != "S"
        else "T" if target in aimed and doer != "T"
        else "3" if third and third in aimed and doer != "3"
        else "o"
    )  # fmt: skip
    return f"{doer}>{to}"


def _voice(event: Event) -> str:
    """The source that an event leans on most: the author, else the first that affirms it."""
    for stand in event.attributions:
        if stand.source == AUTHOR and stand.value in ("CT+", "PR+", "CT-", "PR-"):
            return AUTHOR
    return next((a.source for a in event.attributions if a.source != AUTHOR), AUTHOR)


def _event_clues(coding: Coding, sender: str, target: str, third: str | None) -> Iterator[Clue]:
    length = max(1, len(coding.document.text))
    for event in (*coding.events, *coding.faint):
        role = _role(event, sender, target, third)
        if role is None:
            continue
        late = "late" if event.start > length * 0.5 else "early"
        faint = "" if event.id else "faint:"  # only coded events are numbered
        base = f"{faint}{role}:{event.type}:{event.status}"
        yield Clue(
            (base, f"{base}:{late}", f"{faint}{role}:{event.type}"),
            coding.document.id, event.id or None, event.quote, event.start, event.end, _voice(event),
            f"{event.status} {event.type} {'by the target' if role[0] == 'T' else 'by the sender'}",
        )  # fmt: skip


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a question or sentence that say something."""
    return frozenset(w[:_STEM] for w in _WORD.findall(text.lower()) if w not in _STOP)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if end - start > 2:
            yield start, end


def _named_in(coding: Coding, start: int, end: int) -> frozenset[str]:
    return frozenset(m.code for m in coding.mentions if start <= m.start < end)


def _text_clues(coding: Coding, sender: str, target: str, third: str | None, wanted: frozenset[str]) -> Iterator[Clue]:
    text = coding.document.text
    sentences = list(_sentences(text))
    carried: frozenset[str] = frozenset()
    for number, (start, end) in enumerate(sentences):
        words = text[start:end]
        named = _named_in(coding, start, end)
        about = "T" if target in named else "t" if target in carried else "S" if sender in named else "-"
        carried = named or carried
        common = len(stems(words) & wanted)
        last = number >= len(sentences) - 2
        low = words.lower().replace("’", "'")
        for cue in cues():
            found = cue.pattern.search(low)
            if found is None:
                continue
            near = "near" if common >= 2 else "one" if common else "far"
            turned = "neg" if _NEGATED.search(low[max(0, found.start() - 25) : found.start()]) else "pos"
            open_ = "/if" if _FUTURE.search(low[max(0, found.start() - 30) : found.start()]) else ""
            side = f"{cue.side}/{turned}{open_}"
            names = [f"cue:{side}", f"cue:{side}:{about}", f"cue:{side}:{near}", f"word:{cue.text}/{turned}"]
            names += [f"cue:{side}:last"] if last else []
            names += [f"cue:{side}:{about}:{near}"]
            yield Clue(
                tuple(names), coding.document.id, None, words, start, end, AUTHOR,
                f"outcome word «{words[found.start() : found.end()]}»",
            )  # fmt: skip


def clues_of(codings: Sequence[Coding], sender: str, target: str, third: str | None, question: str) -> tuple[Clue, ...]:
    """All clues of the documents, in text order."""
    wanted = stems(question)
    return tuple(
        clue
        for coding in codings
        for clue in (
            *_event_clues(coding, sender, target, third),
            *_text_clues(coding, sender, target, third, wanted),
        )
    )


def pressed(codings: Sequence[Coding], sender: str, target: str) -> bool:
    """Whether the documents tell of the sender pressing the target at all."""
    return any(
        event.type in PRESSING and sender in _codes(event)[0] and target in _codes(event)[1]
        for coding in codings
        for event in coding.events
    )
