"""How records are put on a page: signs, names and short phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from suasion.lexicon.names import name_of
from suasion.types import AUTHOR, Attribution, Demand, Event, FactValue, Mention, Status, VerdictName, When

# Each status has a sign and a way of underlining (report.css), so that none hangs on colour.
SIGNS: Final[dict[Status, str]] = {
    "asserted": "●", "claimed": "◐", "contested": "◑", "denied": "✕", "negated": "∅", "hypothetical": "?",
    "predicted": "➝",
}  # fmt: skip
STATUS_WORDS: Final[dict[Status, str]] = {
    "asserted": "the author tells it as fact",
    "claimed": "somebody says so; the author does not commit",
    "contested": "some say so, others deny it",
    "denied": "somebody denies it",
    "negated": "it did not happen",
    "hypothetical": "possible, conditional or not real",
    "predicted": "said to come",
}
VERDICT_SIGNS: Final[dict[VerdictName, str]] = {"succeeded": "✓", "partial": "◐", "failed": "✕", "insufficient": "?"}
# FactBank's values (Saurí and Pustejovsky 2009).
FACTS: Final[dict[FactValue, str]] = {
    "CT+": "holds it certain", "PR+": "holds it probable", "PS+": "holds it possible",
    "CT-": "holds it certain that it is not so", "PR-": "holds it improbable", "PS-": "holds it possibly not so",
    "Uu": "takes no stand",
}  # fmt: skip
# Hufbauer, Schott, Elliott and Oegg (2007), scales of 1 to 4.
POLICY_RESULT: Final = {1: "failed outcome", 2: "unclear, possibly positive", 3: "positive outcome", 4: "success"}
CONTRIBUTION: Final = {1: "negative", 2: "little or none", 3: "substantial", 4: "decisive"}
NO_VERDICT: Final = frozenset({"list", "says", "changed"})
"""Kinds of question that ask for no verdict."""


def codes_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The actors' codes, each once, in text order."""
    return tuple(dict.fromkeys(m.code for m in mentions))


def joined(codes: Iterable[str]) -> str:
    """Codes side by side."""
    return " + ".join(codes) or "—"


def named(codes: Iterable[str]) -> str:
    """The actors' English names side by side."""
    return ", ".join(dict.fromkeys(name_of(code) for code in codes)) or "nobody named"


def frame(event: Event) -> str:
    """Source, type, target."""
    return f"{joined(codes_of(event.source))} {event.type} {joined(codes_of(event.target))}"


def quad_class(quad: str) -> str:
    """A quad class as a CSS class."""
    return quad.replace(" ", "-") or "no-quad"


def period(when: When | None) -> str:
    """A period as ISO days."""
    if when is None:
        return ""
    return when.start.isoformat() if when.start == when.end else f"{when.start} to {when.end}"


def who(source: str) -> str:
    """A source's name; the author is the author."""
    return "the author" if source == AUTHOR else name_of(source)


def stand(attribution: Attribution) -> str:
    """Who takes which stand, with the cue."""
    cue = f" («{attribution.cue}»)" if attribution.cue else ""
    return f"{who(attribution.source)} {FACTS[attribution.value]}{cue}"


def demanded(demand: Demand) -> str:
    """A demand as a frame."""
    verb = "to do" if demand.polarity == "+" else "not to do"
    return f"{joined(demand.source)} {verb} {demand.type} {joined(demand.target)}"
