"""Answers to questions that ask for no verdict: lists of episodes, somebody's words, what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from suasion.lexicon.names import name_of
from suasion.types import Coding, Episode, Event, Evidence, Question

# Lines of a list shown at most.
_MOST = 12


def episode_line(episode: Episode) -> str:
    """An episode in one line."""
    about = f" about {name_of(episode.third)}" if episode.third else ""
    demand = ""
    if episode.demand is not None:
        demand = f", {'to do' if episode.demand.polarity == '+' else 'not to do'}: “{episode.demand.text}”"
    senders = " and ".join(name_of(code) for code in episode.senders or (episode.sender,))
    targets = " and ".join(name_of(code) for code in episode.targets or (episode.target,))
    acts = f"{len(episode.instruments)} act{'s' if len(episode.instruments) != 1 else ''}"
    return f"{episode.id}: {senders} → {targets}{about} ({episode.stage}, {acts}{demand})"


def _evidence(document: str, event: Event, rule: str) -> Evidence:
    source = next((a.source for a in event.attributions if a.source != "AUTHOR"), "AUTHOR")
    return Evidence(document, event.id, "for", event.quote, event.start, event.end, rule, source)


def words_of(codings: Sequence[Coding], asked: Question) -> tuple[Evidence, ...]:
    """What the first actor of the question said, about the second where there is one."""
    made: list[Evidence] = []
    for coding in codings:
        text, name = coding.document.text, coding.document.id
        for said in coding.quotations:
            if said.code != asked.sender or not said.content:
                continue
            start, end = min(s.start for s in said.content), max(s.end for s in said.content)
            named = {m.code for m in coding.mentions if start <= m.start < end}
            if asked.target is None or asked.target in named or said.addressee == asked.target:
                rule = "said in so many words" if said.direct else "reported as said"
                made.append(Evidence(name, None, "for", text[start:end], start, end, rule, said.code))
    return tuple(made[:_MOST])


def changed_since(codings: Sequence[Coding], since: dt.date | None) -> tuple[Evidence, ...]:
    """The acts that took place, or were reported, after a day; the latest first."""
    rows = []
    for coding in codings:
        for event in coding.events:
            day = event.date.end if event.date else coding.document.date
            if day is not None and (since is None or day > since):
                rows.append((-day.toordinal(), coding.document.id, event.start, event))
    return tuple(
        _evidence(document, event, f"{event.status} {event.type}, {dt.date.fromordinal(-day).isoformat()}")
        for day, document, _, event in sorted(rows, key=lambda r: r[:3])[:_MOST]
    )
