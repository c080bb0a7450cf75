"""From a parsed document to its coding: acts found, weighed, attributed, dated, joined."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

from suasion.code import assess, merge, sure
from suasion.code.acts import content, demand, weigh
from suasion.code.acts.candidates import matches_by_head, readings_of
from suasion.code.says import find_relations, quotations
from suasion.code.when import date_of, deadline_of, find_dates
from suasion.code.where import place_of
from suasion.code.who import find_actors
from suasion.lexicon import acts as lexicon
from suasion.lexicon.plover import scale_of
from suasion.types import Coding, Event, Mention

if TYPE_CHECKING:
    from suasion.code.acts.arguments import Filler
    from suasion.code.acts.candidates import Scene
    from suasion.code.acts.match import Match
    from suasion.code.acts.weigh import Weighed
    from suasion.code.when import Dates
    from suasion.parse import Parsed
    from suasion.types import Attribution, Demand, Status

# Marks and spaces at the ends of a quotation that say nothing.
_EDGE: Final = re.compile(r"^[\s,;:)\]–—-]+|[\s,;:(\[–—-]+$")


def _mentions(filler: Filler) -> tuple[Mention, ...]:
    seen: dict[tuple[str, int], Mention] = {}
    for mention in filler.mentions:
        for actor in mention.actors:
            seen.setdefault((actor.code, actor.start), actor)
    return tuple(seen.values())


def _span(weighed: Weighed, text: str) -> tuple[int, int]:
    """The stretch that reports the act: its clause, with source and target of the same sentence."""
    match = weighed.candidate.match
    sentence = match.head.sent
    tokens = [t for t in match.head.subtree if sentence.start <= t.i < sentence.end and not t.is_space]
    tokens += match.tokens
    start = min(t.idx for t in tokens)
    end = max(t.idx + len(t) for t in tokens)
    for filler in (weighed.candidate.source, weighed.candidate.target):
        for mention in filler.mentions:
            if sentence.start <= mention.head < sentence.end:
                for actor in mention.actors:
                    start, end = min(start, actor.start), max(end, actor.end)
    quote = text[start:end]
    lead = _EDGE.match(quote)
    start += lead.end() if lead and lead.end() < len(quote) else 0
    tail = re.search(_EDGE.pattern, text[start:end])
    if tail and tail.end() == end - start and tail.start() > 0:
        end = start + tail.start()
    return start, end


def _demand(
    weighed: Weighed, by_head: dict[int, Match], scene: Scene, dates: Dates, use_learned: bool
) -> Demand | None:
    match = weighed.candidate.match
    if match.pattern.type not in content.PRESSING:
        return None
    found = demand.demand_of(
        match,
        by_head,
        scene.frames,
        scene.actors,
        tuple(sorted(weighed.candidate.source.codes)),
        tuple(sorted(weighed.candidate.target.codes)),
        scene.parsed.document.text,
        use_learned,
    )
    if found is None:
        return None
    return dataclasses.replace(found, deadline=deadline_of(scene.parsed, dates, match.head.i))


def _reasons(weighed: Weighed) -> tuple[str, ...]:
    candidate = weighed.candidate
    pattern = candidate.match.pattern
    made = [f"lexicon {pattern.id}: {pattern.text} -> {pattern.type} (trust {pattern.trust})"]
    for side, filler in (("source", candidate.source), ("target", candidate.target)):
        for actor in _mentions(filler):
            made.append(f"{side} {actor.code} by {filler.slot} ({filler.way}): {actor.text}: {actor.reason}")
    made.append(f"score {weighed.score:.2f}: " + "; ".join(weighed.reasons))
    return tuple(made)


def _event(
    weighed: Weighed,
    stands: tuple[Attribution, ...],
    status: Status,
    scene: Scene,
    dates: Dates,
    asked: Demand | None,
) -> Event:
    match = weighed.candidate.match
    pattern = match.pattern
    text = scene.parsed.document.text
    start, end = _span(weighed, text)
    scale = scale_of(pattern.type, pattern.mode)
    return Event(
        id="",
        type=pattern.type,
        source=_mentions(weighed.candidate.source),
        target=_mentions(weighed.candidate.target),
        status=status,
        quote=text[start:end],
        start=start,
        end=end,
        attributions=stands,
        date=date_of(scene.parsed, dates, match.head.i),
        demand=asked,
        mode=pattern.mode,
        contexts=pattern.contexts,
        quad=scale.quad,
        goldstein=scale.goldstein,
        score=scale.score,
        cameo=scale.cameo,
        place=place_of(scene.parsed, scene.actors, match.head.i),
        mentions=((start, end),),
        anchor=(match.head.idx, match.head.idx + len(match.head)),
        reasons=_reasons(weighed),
    )


def code_document(parsed: Parsed, use_learned: bool = True) -> Coding:
    """Code one parsed document. `use_learned=False` codes by rules alone.

    Every offset of the result holds in `parsed.document.text`.
    """
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    dates = find_dates(parsed)
    readings, scene = readings_of(parsed, actors, relations, lexicon.load())
    weights = weigh.learned() if use_learned else None
    likely = weigh.best_of(readings, weights, weigh.FAINT if weights else None)
    kept = [w for w in likely if weights is None or w.score >= weights.threshold]
    by_head = matches_by_head(readings)
    acts = [
        sure.Act(w.head, w.candidate.match.pattern.type, w.candidate.source.codes, w.candidate.target.codes)
        for w in kept
    ]
    denials = sure.find_denials(parsed, actors, relations, acts)
    events: dict[int, Event] = {}
    for weighed in likely:
        head = weighed.head
        wording = [t.i for t in weighed.candidate.match.tokens]
        stands = (*sure.stands(parsed, actors, relations, head, wording), *denials.get(head, ()))
        own = weighed.candidate.source.codes
        status = sure.status_of(
            stands, sure.context_of(parsed, relations, head, own, weighed.candidate.match.pattern.type)
        )
        asked = _demand(weighed, by_head, scene, dates, use_learned)
        events[head] = _event(weighed, stands, status, scene, dates, asked)
    coded = {w.head for w in kept}
    return Coding(
        document=parsed.document,
        events=merge.merge(events[head] for head in sorted(coded)),
        assessments=assess.find_assessments(parsed, actors, relations),
        quotations=quotations(parsed, relations),
        mentions=tuple(a for m in actors.mentions for a in m.actors),
        warnings=_warnings(parsed),
        faint=tuple(event for head, event in events.items() if head not in coded),
    )


def _warnings(parsed: Parsed) -> tuple[str, ...]:
    if parsed.document.date is None:
        return ("undated: relative days are left unresolved",)
    return ()
