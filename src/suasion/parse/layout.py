"""What the page says besides sentences: paragraphs, datelines, speaker labels, quoted stretches.

Labels are blanked in the model's copy so that they do not become subjects; offsets stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# "MOSCOW, March 18 (Reuters) - ", "GENEVA — ", "BEIJING (AP) --": capitals, then a dash.
_DATELINE: Final = re.compile(
    r"[ ]{0,3}([A-Z][A-Z.'\-]{2,}(?:[ /][A-Z.'\-]{2,}){0,3})"
    r"((?:, [A-Z][A-Za-z.]{2,15}){0,2}(?:, [A-Z][a-z]{2,8}\.? [0-9]{1,2})?(?:, [0-9]{4})?"
    r"(?: \([A-Za-z /.]{2,30}\))?) {0,2}(?:—|–|--|-) {0,2}"
)
# "MR. PRICE: ", "Q: ", "Foreign Minister Lavrov: " at the head of a paragraph, followed by speech.
_SPEAKER: Final = re.compile(
    r"[ ]{0,3}((?:Q|A|QUESTION|ANSWER|REPORTER|MODERATOR|[A-Z][\w.'\-]{0,20}(?: [A-Z(][\w.'\-)]{0,20}){0,5})):[ ]{1,3}"
)
_LIST_MARK: Final = re.compile(
    r"[ ]{0,3}(?:[-*•·–—] {1,3}|\(?[0-9]{1,2}[.)] {1,3}|[0-2]?[0-9][:.h][0-5][0-9](?: ?(?:GMT|UTC|BST|EST|EDT|CET|[ap]\.?m\.?))?(?: {0,2}[:—–-])? {1,3})"
)
# Words that look like a label before a colon and are none.
_NOT_SPEAKERS: Final = frozenset({"update", "note", "correction", "editor", "summary", "background", "headline"})


@dataclass(frozen=True, slots=True)
class QuoteRegion:
    """A quoted stretch: offsets without its marks; `open_ended` runs to its paragraph's end."""

    start: int
    end: int
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A dateline or speaker label: offsets of the label and the words in it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The page's structure, in offsets of the text."""

    paragraphs: tuple[tuple[int, int], ...]
    quotes: tuple[QuoteRegion, ...]
    dateline: Label | None
    speakers: tuple[Label, ...]
    blanked: tuple[tuple[int, int], ...]


def _paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return tuple(found)


def _double_quotes(text: str, start: int, end: int) -> list[QuoteRegion]:
    marks = [i for i in range(start, end) if text[i] == '"']
    pairs = [QuoteRegion(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        pairs.append(QuoteRegion(marks[-1] + 1, end, open_ended=True))
    return pairs


def _single_quotes(text: str, start: int, end: int, taken: list[QuoteRegion]) -> list[QuoteRegion]:
    """British single quotes; an apostrophe inside or at the end of a word opens none."""
    if any(not q.open_ended for q in taken) or "'" not in text[start:end]:
        return []
    found, opened = [], -1
    for i in range(start, end):
        if text[i] != "'":
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if opened < 0 and not before.isalnum() and before not in ".,!?" and (after.isalnum() or after == "["):
            opened = i
        elif opened >= 0 and not after.isalnum() and not before.isspace():
            # "states' rights" inside a quotation: a plural possessive closes nothing if another mark follows.
            if before == "s" and after == " " and text.find("'", i + 1, end) > 0 and text[i - 2 : i] != "es":
                rest = text.find("'", i + 1, end)
                if not text[rest + 1 : rest + 2].isalnum() and text[rest - 1] in ".,!?":
                    continue
            found.append(QuoteRegion(opened + 1, i))
            opened = -1
    return found


def layout(text: str) -> Layout:
    """Read the structure of `text`, a plain copy (see `plain`)."""
    paragraphs = _paragraphs(text)
    quotes: list[QuoteRegion] = []
    speakers: list[Label] = []
    blanked: list[tuple[int, int]] = []
    dateline: Label | None = None
    for index, (start, end) in enumerate(paragraphs):
        doubles = _double_quotes(text, start, end)
        quotes += doubles or _single_quotes(text, start, end, doubles)
        mark = _LIST_MARK.match(text, start, end)
        if mark:
            blanked.append(mark.span())
            start = mark.end()
        line = _DATELINE.match(text, start, end)
        if line and dateline is None and index < 3:
            dateline = Label(line.start(1), line.end(2), text[line.start(1) : line.end(2)])
            blanked.append(line.span())
            continue
        label = _SPEAKER.match(text, start, end)
        if label and label.group(1).lower().split(" ")[0] not in _NOT_SPEAKERS:
            speakers.append(Label(label.start(1), label.end(1), label.group(1)))
            blanked.append(label.span())
    return Layout(paragraphs, tuple(quotes), dateline, tuple(speakers), tuple(blanked))


def blank(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """`text` with the spans replaced by spaces, of the same length."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
