"""An answer as an analyst would paste it: verdict, paragraph, evidence, claims, demands, unknowns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.show.table import clean, write_table
from suasion.types import AUTHOR

if TYPE_CHECKING:
    from suasion.types import Answer, Coding, Evidence, Verdict

_COLOUR: Final = {"succeeded": "green", "partial": "yellow", "failed": "red", "insufficient": "cyan"}
# Notes that stand before what is not known; the others come after it, in the answer's own order.
_NOTES_FIRST: Final = ("Contested", "Demands")
# Of the competing hypotheses: quotations shown, and how far apart (in log belief) one must move two verdicts (2026-11).
_MOST_DIAGNOSTIC: Final = 3
_TELLS: Final = 0.1
# The least width to wrap at, however narrow the terminal (characters).
_NARROW: Final = 20
_MARKDOWN_MARKS: Final = frozenset("\\`*_[]<>#|&~")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a section, and the small print under it."""

    words: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A title and its lines."""

    title: str
    items: tuple[Item, ...]


def headline(answer: Answer) -> str:
    """The verdict with its day and actors."""
    verdict, asked = answer.verdict, answer.question
    pair = " → ".join(c for c in (asked.sender, asked.target) if c) or "no episode"
    third = f" about {asked.third}" if asked.third else ""
    day = f" as of {verdict.as_of.isoformat()}" if verdict.as_of else ""
    return clean(f"{verdict.name.upper()}{day}: {pair}{third}")


def standing(answer: Answer) -> str:
    """How sure the verdict is, and its scores."""
    verdict = answer.verdict
    total = verdict.policy_result * verdict.contribution
    return (
        f"confidence {verdict.confidence}; policy result {verdict.policy_result} × contribution "
        f"{verdict.contribution} = {total} of 16 (Hufbauer, Schott, Elliott; success from 9)"
    )


def _place(evidence: Evidence, texts: Mapping[str, str]) -> str:
    """Where a quotation stands: document, paragraph (from 1, blank lines left out), characters, event."""
    parts = [evidence.document]
    if evidence.document in texts:
        upto = texts[evidence.document][: evidence.start + 1]
        parts.append(f"paragraph {sum(1 for line in upto.splitlines() if line.strip())}")
    parts.append(f"characters {evidence.start}–{evidence.end}")
    if evidence.event:
        parts.append(evidence.event)
    return ", ".join(parts)


def _evidence(answer: Answer, side: str, texts: Mapping[str, str]) -> tuple[Item, ...]:
    items = []
    for evidence in answer.verdict.evidence:
        if evidence.bears == side:
            source = "" if evidence.source == AUTHOR else f"; according to {evidence.source}"
            items.append(Item(f"“{evidence.quote}”", f"{_place(evidence, texts)}{source}; {evidence.rule}"))
    return tuple(items)


def _diagnostic(verdict: Verdict) -> tuple[Item, ...]:
    """The quotations that tell the verdicts apart best: which each speaks for most, and which it speaks against."""
    rows = [(max(e := dict(r.effects).values()) - min(e), r) for r in verdict.matrix]
    told = sorted((r for r in rows if r[0] >= _TELLS), key=lambda r: (-r[0], r[1].document, r[1].start))
    items = []
    for _, row in told[:_MOST_DIAGNOSTIC]:
        ranked = sorted(row.effects, key=lambda e: -e[1])
        items.append(Item(f"“{row.quote}”", f"most for {ranked[0][0]}, most against {ranked[-1][0]}"))
    return tuple(items)


def _sections(answer: Answer, codings: Sequence[Coding]) -> Iterator[Section]:
    verdict = answer.verdict
    texts = {coding.document.id: coding.document.text for coding in codings}
    notes = {title: tuple(map(Item, rows)) for title, rows in answer.notes.items()}
    yield Section("Evidence for the verdict", _evidence(answer, "for", texts))
    yield Section("Evidence against it", _evidence(answer, "against", texts))
    for title in _NOTES_FIRST:
        yield Section(title, notes.pop(title, ()))
    yield Section("Not known", tuple(map(Item, verdict.unknowns)))
    if verdict.leans_on:
        yield Section("Leans on", (Item(f"{verdict.leans_on}: without it, the verdict would not hold"),))
    yield Section("What tells the verdicts apart", _diagnostic(verdict))
    for title, items in notes.items():
        yield Section(title, items)


def sections(answer: Answer, codings: Sequence[Coding]) -> Iterator[Section]:
    """What follows the paragraph, in order and harmless to show; sections without content are left out."""
    for section in _sections(answer, codings):
        if section.items:
            yield Section(clean(section.title), tuple(Item(clean(i.words), clean(i.small)) for i in section.items))


def _escaped(words: str) -> str:
    return "".join(f"\\{c}" if c in _MARKDOWN_MARKS else c for c in words)


def markdown_of(answer: Answer, codings: Sequence[Coding]) -> str:
    """The answer as Markdown, with the texts' own marks escaped."""
    rows = [f"# {_escaped(headline(answer))}", "", f"*{_escaped(standing(answer))}*", ""]
    rows.append(_escaped(clean(" ".join(answer.sentences))))
    for section in sections(answer, codings):
        rows += ["", f"## {_escaped(section.title)}", ""]
        for item in section.items:
            small = f"  \n  {_escaped(item.small)}" if item.small else ""
            rows.append(f"- {_escaped(item.words)}{small}")
    return "\n".join(rows)


def write_answer(answer: Answer, codings: Sequence[Coding]) -> None:
    """Print an answer: coloured and wrapped on a terminal, plain when piped."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)

    def put(words: str, style: str = "", indent: int = 0) -> None:
        margin = " " * indent
        if not console.is_terminal:
            console.print(Text(margin + words), soft_wrap=True)
            return
        for line in Text(words, style).wrap(console, max(console.width - indent, _NARROW)):
            line.rstrip()
            console.print(Text(margin) + line, soft_wrap=True)

    put(headline(answer), f"bold {_COLOUR[answer.verdict.name]}")
    put(standing(answer), "dim")
    put("")
    put(clean(" ".join(answer.sentences)))
    for section in sections(answer, codings):
        put("")
        put(section.title, "bold")
        for item in section.items:
            put(item.words, indent=2)
            if item.small:
                put(item.small, "dim", indent=4)


def write_answers_table(answers: Iterable[Answer]) -> None:
    """Print a row for each answer."""
    rows = (
        (
            answer.document or "",
            answer.question.text,
            answer.question.sender or "",
            answer.question.target or "",
            answer.question.third or "",
            answer.verdict.as_of.isoformat() if answer.verdict.as_of else "",
            answer.verdict.name,
            answer.verdict.confidence,
        )
        for answer in answers
    )
    columns = ("document", "question", "sender", "target", "third", "as of", "verdict", "confidence")
    write_table(columns, rows, sys.stdout)
