"""Two readouts of one meeting: what both say, what only one says, and where they differ."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from suasion.lexicon import says
from suasion.lexicon.names import name_of
from suasion.store.link import WORDS_DATED, telling
from suasion.types import Coding, Demand, Event, Span, Status

Kind = Literal["entity", "topic", "event", "demand"]

_STOP: Final = re.compile(r"\n|(?<!\b[A-Z])[.!?][\"”’')]{0,2}\s(?=\W{0,3}[A-Z])")
_SYMMETRIC: Final = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Acts of which one is what the other is not, when told of the same matter.
_OPPOSED: Final = frozenset(
    map(
        frozenset,
        (("AGREE", "REJECT"), ("CONCEDE", "REJECT"), ("SUPPORT", "REJECT"), ("SUPPORT", "ACCUSE"),
         ("RETREAT", "MOBILIZE"), ("AID", "SANCTION"), ("CONCEDE", "SANCTION")),
    )
)  # fmt: skip
_STANDING: Final[dict[Status, str]] = {
    "asserted": "done", "claimed": "done", "contested": "done", "denied": "not done", "negated": "not done",
    "hypothetical": "open", "predicted": "to come",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that both or one of the texts say, with the words of each; `note` tells where they differ."""

    kind: Kind
    what: str
    a: tuple[Span, ...] = ()
    b: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents, by their ids, say of one meeting."""

    a: str
    b: str
    both: tuple[Point, ...]
    only_a: tuple[Point, ...]
    only_b: tuple[Point, ...]
    differ: tuple[Point, ...]


def compare(a: Coding, b: Coding) -> Comparison:
    """Compare two readouts by the actors they name, their topics, the acts they tell and the demands they hold.

    Points of a kind stand in the order of the first text. Every span holds in its text.
    """
    points = (*_entities(a, b), *_topics(a, b), *_acts(a, b), *_demands(a, b))
    return Comparison(
        a.document.id,
        b.document.id,
        both=tuple(p for p in points if p.a and p.b and not p.note),
        only_a=tuple(p for p in points if not p.b),
        only_b=tuple(p for p in points if not p.a),
        differ=tuple(p for p in points if p.note),
    )


def _merged(kind: Kind, a: dict[str, list[Span]], b: dict[str, list[Span]], named: Callable[[str], str]) -> list[Point]:
    """Points by key: those of the first text, then those of the second alone."""
    return [Point(kind, named(key), tuple(a.get(key, ())), tuple(b.get(key, ()))) for key in dict.fromkeys((*a, *b))]


def _entities(a: Coding, b: Coding) -> list[Point]:
    return _merged("entity", _named(a), _named(b), name_of)


def _named(coding: Coding) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for mention in coding.mentions:
        if mention.code != "UNKNOWN":
            found.setdefault(mention.code, []).append(Span.of(coding.document.text, mention.start, mention.end))
    return found


# --- topics ---


def _topics(a: Coding, b: Coding) -> list[Point]:
    return _merged("topic", _matters(a.document.text), _matters(b.document.text), str)


@functools.lru_cache(maxsize=1)
def _topic_words() -> re.Pattern[str]:
    longest_first = sorted(says.topics(), key=lambda word: (-len(word), word))
    made = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(made)})(?!\w)", re.IGNORECASE)


def _matters(text: str) -> dict[str, list[Span]]:
    """The topics that a text names, each with the sentences that name it."""
    sentences = _sentences(text)
    starts = [sentence.start for sentence in sentences]
    found: dict[str, list[Span]] = {}
    for word in _topic_words().finditer(text):
        sentence = sentences[bisect_right(starts, word.start()) - 1]
        held = found.setdefault(_topic_of(word[0].lower()), [])
        if sentence not in held:
            held.append(sentence)
    return found


def _topic_of(word: str) -> str:
    known = says.topics()
    stems = (f"{word[:end]}*" for end in range(len(word), 0, -1))
    return next(known[key] for key in (word, *stems) if key in known)


def _sentences(text: str) -> list[Span]:
    """The sentences of a text, near enough: from stop to stop within its lines; the stop of "U.S." is none."""
    ends = [0, *(found.end() for found in _STOP.finditer(text)), len(text)]
    made = []
    for start, end in pairwise(ends):
        quote = text[start:end].strip()
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        made.append(Span(first, first + len(quote), quote))
    return made


# --- acts and demands ---


def _codes(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(m.code for m in event.source), frozenset(m.code for m in event.target)


def _same_actors(a: Event, b: Event) -> bool:
    (from_a, to_a), (from_b, to_b) = _codes(a), _codes(b)
    straight = bool(from_a & from_b and to_a & to_b)
    return straight or bool(a.type in _SYMMETRIC and from_a & to_b and to_a & from_b)


def _event_span(event: Event) -> Span:
    return Span(event.start, event.end, event.quote)


def _label(event: Event) -> str:
    source, target = (" ".join(sorted(codes)) for codes in _codes(event))
    return f"{source} {event.type} {target}"


def _acts(a: Coding, b: Coding) -> Iterator[Point]:
    left = list(b.events)
    for event in a.events:
        other = _counterpart(event, left)
        if other is None:
            yield Point("event", f"{_label(event)} [{event.status}]", (_event_span(event),))
            continue
        left.remove(other)
        note = _difference(event, other)
        yield Point("event", _label(event), (_event_span(event),), (_event_span(other),), note)
    for event in left:
        yield Point("event", f"{_label(event)} [{event.status}]", (), (_event_span(event),))


def _counterpart(event: Event, others: Sequence[Event]) -> Event | None:
    """The other text's report of an act, one of the same standing first; else an act that gainsays it."""
    near = [o for o in others if _same_actors(event, o)]
    same = [o for o in near if o.type == event.type]
    if same:
        return min(same, key=lambda o: (_STANDING[o.status] != _STANDING[event.status], -_shared(event, o), o.start))
    opposed = [o for o in near if frozenset((o.type, event.type)) in _OPPOSED and _shared(event, o) >= WORDS_DATED]
    return min(opposed, key=lambda o: (-_shared(event, o), o.start), default=None)


def _shared(a: Event, b: Event) -> float:
    """Share of the telling words that the shorter of two reports has in common with the other."""
    words_a, words_b = (telling(e.quote, [m.text for m in (*e.source, *e.target)]) for e in (a, b))
    fewer = min(len(words_a), len(words_b))
    return len(words_a & words_b) / fewer if fewer else 0.0


def _difference(a: Event, b: Event) -> str:
    if a.type != b.type:
        return f"{a.type} in one, {b.type} in the other"
    if _STANDING[a.status] != _STANDING[b.status]:
        return f"{a.status} in one, {b.status} in the other"
    return ""


def _demands(a: Coding, b: Coding) -> Iterator[Point]:
    left = [(e, e.demand) for e in b.events if e.demand]
    for event, demand in ((e, e.demand) for e in a.events if e.demand):
        same = next((pair for pair in left if _same_demand(demand, pair[1])), None)
        if same is None:
            yield Point("demand", _demand_label(demand), (_event_span(event),))
            continue
        left.remove(same)
        note = "" if same[1].polarity == demand.polarity else "to do it in one, not to do it in the other"
        yield Point("demand", _demand_label(demand), (_event_span(event),), (_event_span(same[0]),), note)
    for event, demand in left:
        yield Point("demand", _demand_label(demand), (), (_event_span(event),))


def _same_demand(a: Demand, b: Demand) -> bool:
    return a.type == b.type and bool(set(a.source) & set(b.source)) and bool(set(a.target) & set(b.target))


def _demand_label(demand: Demand) -> str:
    return f"{demand.polarity} {demand.type} {_joined(demand.source)} to {_joined(demand.target)}"


def _joined(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes))
