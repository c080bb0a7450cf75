"""An answer as an analyst would paste it: verdict, paragraph, evidence, claims, demands, unknowns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from suasion.show.table import clean

if TYPE_CHECKING:
    from suasion.types import Answer, Evidence

_STYLE: Final = {
    "succeeded": "bold green",
    "partial": "bold yellow",
    "failed": "bold red",
    "insufficient": "bold cyan",
}

Line = tuple[str, str]
"""A style and the words in it."""


def _place(evidence: Evidence) -> str:
    event = f", {evidence.event}" if evidence.event else ""
    return f"{evidence.document} {evidence.start}-{evidence.end}{event}"


def _headline(answer: Answer) -> str:
    verdict, asked = answer.verdict, answer.question
    pair = " → ".join(c for c in (asked.sender, asked.target) if c) or "no episode"
    third = f" about {asked.third}" if asked.third else ""
    day = f" as of {verdict.as_of.isoformat()}" if verdict.as_of else ""
    return f"{verdict.name.upper()}{day}: {pair}{third}"


def _evidence(answer: Answer, side: str) -> Iterator[Line]:
    for evidence in answer.verdict.evidence:
        if evidence.bears == side:
            yield "", f"  “{clean(evidence.quote)}”"
            source = "" if evidence.source == "AUTHOR" else f", according to {evidence.source}"
            yield "dim", f"    {clean(_place(evidence))}{source}; {clean(evidence.rule)}"


def lines_of(answer: Answer) -> Iterator[Line]:
    """The answer's lines, each with its style; sections without content are left out."""
    verdict = answer.verdict
    yield _STYLE[verdict.name], _headline(answer)
    total = verdict.policy_result * verdict.contribution
    yield (
        "dim",
        (
            f"confidence {verdict.confidence}; policy result {verdict.policy_result} × contribution "
            f"{verdict.contribution} = {total} of 16 (Hufbauer, Schott, Elliott; success from 9)"
        ),
    )
    yield "", ""
    yield "", clean(" ".join(answer.sentences))
    for side, title in (("for", "Evidence for the verdict"), ("against", "Evidence against it")):
        found = list(_evidence(answer, side))
        if found:
            yield "", ""
            yield "bold", title
            yield from found
    for title, notes in answer.notes.items():
        if notes:
            yield "", ""
            yield "bold", clean(title)
            for note in notes:
                yield "", f"  {clean(note)}"
    if verdict.unknowns:
        yield "", ""
        yield "bold", "Not known"
        for unknown in verdict.unknowns:
            yield "", f"  {clean(unknown)}"
    if verdict.leans_on:
        yield "", ""
        yield "", f"The verdict leans on {clean(verdict.leans_on)}: without it, it would not hold."


def markdown_of(answer: Answer) -> str:
    """The answer as Markdown, with the texts' own marks escaped."""
    rows = []
    for style, words in lines_of(answer):
        words = "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in words)
        if style.startswith("bold "):
            rows.append(f"# {words}")
        elif style == "bold":
            rows.append(f"## {words}")
        elif words.startswith("  ") and not words.startswith("    "):
            rows.append(f"- {words.strip()}")
        else:
            rows.append(words.strip() and f"{words.strip()}  ")
    return "\n".join(rows)


def show_answer(answer: Answer, form: str) -> None:
    """Print an answer: coloured on a terminal, plain when piped, or as Markdown."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    if form == "markdown":
        console.print(markdown_of(answer), markup=False, soft_wrap=True)
        return
    for style, words in lines_of(answer):
        console.print(Text(words, style=style), soft_wrap=not console.is_terminal)
