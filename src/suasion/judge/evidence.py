"""The evidence for and against a verdict: what the balance would be without each sentence.

This is an analysis of competing hypotheses: every piece is set against every verdict.
"""

from __future__ import annotations

import math
from typing import Final

from suasion.judge import weigh
from suasion.judge.features import Weighing, part_of
from suasion.judge.scene import Scene, voice_of
from suasion.types import AUTHOR, Consistency, Event, Evidence, VerdictName

# Sentences tried, nearest to the question first, and evidence shown at most each way.
_TRIED: Final = 12
_FOR: Final = 6
_AGAINST: Final = 4
# A sentence less near than this (0 to 1) is no evidence.
_NEAR: Final = 0.15
_SAYS: Final = 0.3
_DOERS: Final = {"T": "the target", "S": "the sender", "3": "the third party"}
Row = tuple[Weighing, Consistency]


def matrix(scene: Scene) -> list[Row]:
    """The sentences nearest to the question, each with its effect on every verdict."""
    told = [r for r in scene.rows if not r.sentence.quote.rstrip("”\"’' ").endswith("?")]  # a question is no evidence
    nearest = sorted(told, key=lambda r: (-r.sentence.near, r.sentence.document, r.sentence.start))[:_TRIED]
    whole = scene.shares()
    made = []
    for row in nearest:
        s = row.sentence
        rest = scene.without_sentence(s).shares()
        effects = tuple((v, round(math.log(whole[v] / rest[v]), 3)) for v in weigh.VERDICTS)
        made.append((row, Consistency(s.document, s.start, s.end, effects, s.quote)))
    return made


def _event_in(scene: Scene, row: Weighing) -> Event | None:
    """The act of sender or target coded in a sentence, the target's first."""
    s = row.sentence
    found = [
        (part[0] != "T", e.start, e)
        for c in scene.codings
        if c.document.id == s.document
        for e in c.events
        if s.start <= e.start < s.end and (part := part_of(e, scene.parts)) is not None
    ]
    return min(found, key=lambda r: r[:2])[2] if found else None


def _rule(scene: Scene, row: Weighing, event: Event | None) -> str:
    """Why a sentence bears on the outcome, in words."""
    told = sorted(row.chances.by_sign.items(), key=lambda r: (-r[1], r[0]))
    sign, chance = told[0]
    words = row.chances.words[sign]
    made = [f"speaks of what was asked ({row.sentence.near:.2f})"]
    if event is not None:
        part = part_of(event, scene.parts) or "o"
        made.append(f"{event.status} {event.type} by {_DOERS[part[0]]}")
    if chance >= _SAYS:
        made.append(f"wording {sign} ({chance:.2f}{f': {words}' if words else ''})")
    return "; ".join(made)


def evidence_of(scene: Scene, rows: list[Row], name: VerdictName) -> tuple[Evidence, ...]:
    """The telling sentences, those for the verdict first, each side by nearness and effect."""
    made: list[Evidence] = []
    sides: dict[str, list[tuple[float, Row, float]]] = {"for": [], "against": []}
    for row, line in rows:
        effect = dict(line.effects)[name]
        if row.sentence.near >= _NEAR:
            side = "for" if effect >= 0 else "against"
            sides[side].append((row.sentence.near + abs(effect), (row, line), effect))
    for bears, most in (("for", _FOR), ("against", _AGAINST)):
        ranked = sorted(sides[bears], key=lambda r: (-round(r[0], 6), r[1][1].document, r[1][1].start))
        for _, (row, _), effect in ranked[:most]:
            s = row.sentence
            event = _event_in(scene, row)
            source = s.source if s.source != AUTHOR else voice_of(event) if event else AUTHOR
            made.append(
                Evidence(
                    document=s.document,
                    event=event.id if event else None,
                    bears="for" if bears == "for" else "against",
                    quote=s.quote,
                    start=s.start,
                    end=s.end,
                    rule=_rule(scene, row, event),
                    source=source,
                    weight=round(abs(effect), 3),
                )
            )
    return tuple(made)
