"""Compose the answer: every sentence rests on the verdict, a quotation or a rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from suasion.answer.question import read_question
from suasion.config import settings
from suasion.judge import episodes, judge
from suasion.lexicon.names import name_of
from suasion.types import AUTHOR, Answer, Coding, Episode, Event, Question, Verdict

_PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE"})
_OUTCOME: Final = {
    "succeeded": "{target} did, or credibly committed itself to do, most of what {sender} pressed for.",
    "partial": "{target} moved part of the way that {sender} pressed for.",
    "failed": "{target} did not do what {sender} pressed for.",
    "insufficient": "The documents do not tell enough of how {target} responded to {sender}.",
}
_LIMITS: Final = (
    "Threats made in private, and compliance before any public threat, cannot be seen in reporting.",
    "Cases that reach the news are not a sample of all pressure.",
)


def _fitting(found: Sequence[Episode], asked: Question) -> Episode | None:
    """The episode of the pair asked about, that about the third party first, then the most pressed."""
    pairs = [e for e in found if e.sender == asked.sender and e.target == asked.target]
    about = [e for e in pairs if asked.third and e.third == asked.third]
    return next(iter(about or pairs), None)


def _first_quote(codings: Sequence[Coding], asked: Question) -> Event | None:
    """The plainest act of pressure: asserted, with a demand, first in the text."""
    rows = [
        (event.demand is None, event.status != "asserted", n, event.start, event)
        for n, coding in enumerate(codings)
        for event in coding.events
        if event.type in _PRESSING
        and any(m.code == asked.sender for m in event.source)
        and any(m.code == asked.target for m in event.target)
    ]
    return min(rows, key=lambda r: r[:4])[4] if rows else None


def _sentences(asked: Question, verdict: Verdict, codings: Sequence[Coding]) -> tuple[str, ...]:
    if asked.sender is None or asked.target is None:
        return ("No episode in the documents fits the question.",)
    sender, target = name_of(asked.sender), name_of(asked.target)
    about = f" about {name_of(asked.third)}" if asked.third else ""
    day = f"As of {verdict.as_of.isoformat()}, " if verdict.as_of else ""
    lead = f"{day}{sender}'s pressure on {target}{about}: {verdict.name}."
    made = [lead, _OUTCOME[verdict.name].format(sender=sender, target=target)]
    act = _first_quote(codings, asked)
    if act is not None:
        made.append(f"The pressure: “{act.quote}”.")
    telling = next((e for e in verdict.evidence if e.bears == "for" and (act is None or e.start != act.start)), None)
    if telling is not None:
        voice = "" if telling.source == AUTHOR else f" (according to {name_of(telling.source)})"
        made.append(f"What weighs most{voice}: “{telling.quote}”.")
    return tuple(made)


def _contested(codings: Sequence[Coding], asked: Question) -> tuple[str, ...]:
    made = []
    for coding in codings:
        for event in coding.events:
            if event.status != "contested":
                continue
            says = sorted({a.source for a in event.attributions if a.value.endswith("+") and a.source != AUTHOR})
            denies = sorted({a.source for a in event.attributions if a.value.endswith("-")})
            made.append(
                f"“{event.quote}” ({event.type}): {', '.join(map(name_of, says))} says so, "
                f"{', '.join(map(name_of, denies))} denies it"
            )
    return tuple(made)


def _demands(codings: Sequence[Coding], asked: Question) -> tuple[str, ...]:
    made = []
    for coding in codings:
        for event in coding.events:
            demand = event.demand
            if demand is None or not any(m.code == asked.sender for m in event.source):
                continue
            verb = "to do" if demand.polarity == "+" else "not to do"
            made.append(
                f"{event.type} by {name_of(asked.sender or '')}, {verb} {demand.type} "
                f"{'+'.join(demand.source)}→{'+'.join(demand.target)}: “{demand.text}”"
            )
    return tuple(made)


def ask(question: str, codings: Sequence[Coding], as_of: dt.date | None = None) -> Answer:
    """Answer a question from codings, as of a day (the latest document's when not given).

    The order of the codings changes nothing. Raises nothing for a question that fits no episode:
    its verdict is `insufficient`, and the notes list the episodes on offer.
    """
    ordered = sorted(codings, key=lambda c: (c.document.date or dt.date.min, c.document.id))
    asked = read_question(question, ordered, as_of)
    found = episodes(ordered)
    episode = _fitting(found, asked)
    verdict = judge(
        ordered, asked.sender, asked.target, asked.third, question, asked.as_of, episode, settings().learned
    )
    notes: dict[str, tuple[str, ...]] = {
        "How the question was read": (
            f"{asked.sender or 'nobody named'} → {asked.target or 'nobody named'}"
            f"{f' about {asked.third}' if asked.third else ''}: {asked.reading}",
        ),
        "Contested": _contested(ordered, asked),
        "Demands": _demands(ordered, asked),
        "Why this verdict": verdict.reasons,
        "Limits": _LIMITS,
    }
    if episode is None or asked.kind == "list":
        notes["Episodes in the documents"] = tuple(
            f"{e.id}: {name_of(e.sender)} → {name_of(e.target)} ({e.stage}, {len(e.instruments)} acts)" for e in found
        )
    return Answer(asked, verdict, _sentences(asked, verdict, ordered), notes=notes)
