"""The demand in a pressing event: polarity and PLOVER type of what is asked, and of whom.

Rules find the content and its sign; its type is that of the act inside it where the lexicon
knows one, weighed with the content's words by a small model trained on our gold
(`scripts/train_demands.py`), which can be switched off with the other one.
"""

from __future__ import annotations

import functools
import json
import math
from importlib import resources
from typing import TYPE_CHECKING, Final, cast

from suasion.code.acts.content import Content, content_of, parties, polarity
from suasion.code.acts.frames import Frames
from suasion.code.acts.match import Match, lemma_of
from suasion.errors import DataError
from suasion.types import Demand, EventType, Polarity

if TYPE_CHECKING:
    from suasion.code.who import Actors

FILE: Final = "demand_weights.json"
# A demand of unknown kind is, most often, to give way (207 of 1,025 in our gold, 2026-11).
_DEFAULT: Final[EventType] = "CONCEDE"
_WORDS: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def features(match: Match, content: Content, inside: tuple[Match, ...]) -> tuple[str, ...]:
    """What is weighed: sign, mark, the words of the content, the acts that the lexicon finds in it."""
    sign = polarity(content)
    made = [
        f"sign={sign}",
        f"slot={content.slot}/{match.pattern.type}",
        f"head={sign}{lemma_of(content.head)}",
    ]
    made.append(f"press={match.pattern.type}")
    for place, act in enumerate(inside[:3]):
        made += [f"act={act.pattern.type}", f"act{place}={sign}{act.pattern.type}"]
    for token in content.tokens:
        if token.pos_ in _WORDS:
            made += [f"word={lemma_of(token)}", f"word={sign}{lemma_of(token)}"]
    return tuple(dict.fromkeys(made))


@functools.lru_cache(maxsize=1)
def learned() -> dict[str, tuple[float, dict[str, float]]]:
    """Bias and weights by class, a class being polarity and type. Raises DataError when broken."""
    raw = resources.files("suasion.code.acts").joinpath(FILE).read_text(encoding="utf-8")
    try:
        return {k: (float(v["bias"]), dict(v["weights"])) for k, v in json.loads(raw).items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def _classify(
    made: tuple[str, ...], sign: str, inside: tuple[Match, ...], use_learned: bool
) -> tuple[Polarity, EventType]:
    if use_learned:
        scores = {k: b + math.fsum(w.get(f, 0.0) for f in made) for k, (b, w) in learned().items()}
        best = max(sorted(scores), key=lambda k: scores[k])
        return cast(Polarity, best[0]), cast(EventType, best[1:])
    return cast(Polarity, sign), inside[0].pattern.type if inside else _DEFAULT


def inside_of(content: Content, by_head: dict[int, Match]) -> tuple[Match, ...]:
    """The acts that the lexicon finds in the content, that of its head first."""
    ordered = sorted(content.tokens, key=lambda t: (t.i != content.head.i, t.i))
    return tuple(by_head[t.i] for t in ordered if t.i in by_head)


def demand_of(
    match: Match,
    by_head: dict[int, Match],
    frames: Frames,
    actors: Actors,
    presser: tuple[str, ...],
    pressed: tuple[str, ...],
    text: str,
    use_learned: bool = True,
) -> Demand | None:
    """The demand that hangs on a pressing match, or None when the text states none.

    `by_head` are the document's matches by head token; `presser` and `pressed` the event's actors,
    `text` the document's own words.
    """
    content = content_of(match, frames)
    if content is None:
        return None
    inside = inside_of(content, by_head)
    made = features(match, content, inside)
    sign, kind = _classify(made, polarity(content), inside, use_learned)
    doers, others = parties(content, frames, actors)
    source = tuple(dict.fromkeys(a.code for m in doers for a in m.actors)) or pressed
    target = tuple(dict.fromkeys(a.code for m in others for a in m.actors if a.code not in source)) or presser
    start = min(t.idx for t in content.tokens)
    end = max(t.idx + len(t) for t in content.tokens)
    return Demand(sign, kind, source, target, text[start:end], start, end, place=content.slot)
