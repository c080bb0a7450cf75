"""Which actors fill a slot of an act, and how each was reached.

Every filler keeps its slot and its way ("self", "poss", "context:1"), so that the choice among
them can be weighed, explained and learned from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from suasion.code.acts.frames import Frame, Frames
from suasion.code.acts.match import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.code.who import ActorMention, Actors

# Under a noun, where its actor may stand, nearest relation first.
_UNDER: Final = ("poss", "nmod", "compound", "amod", "appos")
_OF: Final = frozenset({"of", "from", "in", "for", "between", "by", "to", "with", "against", "at", "on"})
# Sentences back that an unnamed actor may have been named in.
_MEMORY: Final = 3


@dataclass(frozen=True, slots=True)
class Filler:
    """One or more mentions that fill a slot together (joint actors), and how they were found."""

    mentions: tuple[ActorMention, ...]
    slot: str
    way: str
    rank: int = 0
    codes: frozenset[str] = field(init=False, compare=False)
    """The bare codes of all the actors, put together once: readings ask for them often."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", frozenset(a.code for m in self.mentions for a in m.actors))


def _joined(token: Token) -> Iterator[Token]:
    """A token and what is coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _joined(child)


def _direct(token: Token, actors: Actors) -> ActorMention | None:
    mention = actors.at(token.i)
    return mention if mention is not None and mention.actors else None


def _one(token: Token, actors: Actors) -> tuple[tuple[ActorMention, ...], str]:
    own = _direct(token, actors)
    if own is not None:
        return (own,), "self"
    children = list(token.children)
    for dep in _UNDER:
        found = tuple(m for c in children if c.dep_ == dep for t in _joined(c) if (m := _direct(t, actors)))
        if found:
            return found, dep
    for child in children:
        if child.dep_ == "prep" and child.lemma_.lower() in _OF:
            objects = [t for o in child.children if o.dep_ == "pobj" for t in _joined(o)]
            found = tuple(m for o in objects if (m := _direct(o, actors)))
            if found:
                return found, f"{child.lemma_.lower()}-phrase"
            for o in objects:
                inner = tuple(m for c in o.children if c.dep_ in _UNDER and (m := _direct(c, actors)))
                if inner:
                    return inner, f"{child.lemma_.lower()}-under"
    return (), ""


def actors_under(token: Token, actors: Actors) -> tuple[tuple[ActorMention, ...], str]:
    """The actors that a noun phrase stands for, coordination included, and the way to them."""
    mentions: dict[int, ActorMention] = {}
    way = ""
    for part in _joined(token):
        found, how = _one(part, actors)
        way = way or how
        for mention in found:
            mentions.setdefault(mention.head, mention)
    return tuple(mentions.values()), way


def _slot_tokens(slot: str, match: Match, frame: Frame, frames: Frames) -> list[Token]:
    if slot == "subj":
        return frame.subj
    if slot == "obj":
        return frame.obj
    if slot == "iobj":
        return frame.iobj
    if slot == "head":
        return [match.head]
    if slot == "comp":
        inner = [frames.of(c) for c in (*frame.comps, *frame.adverbial) if c.i > match.head.i]
        return [t for f in inner for t in (f.obj if f.passive else [*f.subj, *f.obj]) if not f.subj_inherited]
    if slot == "poss":
        under = [c for c in match.head.children if c.dep_ in _UNDER]
        for word in match.words:
            under += [c for c in word.children if c.dep_ in _UNDER]
        return under
    found = list(frame.preps.get(slot, ()))
    for word in match.words:  # "a ban on X": the preposition may hang on the object noun
        found += frames.of(word).preps.get(slot, ()) if word.pos_ in ("NOUN", "PROPN") else ()
        if word.lemma_.lower() == slot and word.pos_ in ("ADP", "SCONJ", "PART"):
            found += [c for c in word.children if c.dep_ in ("pobj", "pcomp")]
    for noun in frame.obj:
        found += frames.of(noun).preps.get(slot, ())
    return found


def fillers(slots: tuple[str, ...], match: Match, frames: Frames, actors: Actors) -> list[Filler]:
    """The fillers that the sentence's structure gives, in the row's order of preference."""
    # "should" and "must" have the parts of the verb that they modify.
    frame = frames.of(match.head.head if match.head.dep_ == "aux" else match.head)
    made: list[Filler] = []
    for rank, slot in enumerate(slots):
        if slot == "ctx":
            continue
        mentions: dict[int, ActorMention] = {}
        way = ""
        for token in _slot_tokens(slot, match, frame, frames):
            found, how = actors_under(token, actors)
            way = way or how
            mentions.update((m.head, m) for m in found)
        if mentions:
            if slot == "subj" and frame.subj_inherited:
                way = f"inherited-{way}"
            made.append(Filler(tuple(mentions.values()), slot, way, rank))
    return made


class Surroundings:
    """The document's mentions by position, for actors that the structure does not link."""

    def __init__(self, doc: Doc, actors: Actors) -> None:
        self._mentions = [m for m in actors.mentions if m.actors]
        self._mentions.sort(key=lambda m: (m.head, m.start_token))
        self._heads = [m.head for m in self._mentions]
        self._starts = [s.start for s in doc.sents]
        self._end = len(doc)
        self.sentences = len(self._starts)

    def sentence_of(self, index: int) -> int:
        """The number of the sentence that a token stands in."""
        return max(0, bisect_right(self._starts, index) - 1)

    def in_sentence(self, number: int) -> list[ActorMention]:
        """Mentions of one sentence in text order."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self._end
        return self._mentions[bisect_left(self._heads, start) : bisect_left(self._heads, end)]

    def fillers(self, head: int, used: frozenset[str]) -> list[Filler]:
        """Actors of the same and of earlier sentences, nearest first.

        `used` are codes that a structural filler has taken already.
        """
        number = self.sentence_of(head)
        here = self.in_sentence(number)
        ways = [(m, "after") for m in here if m.head > head]
        ways += [(m, "before") for m in reversed(here) if m.head < head]
        for back in range(1, min(_MEMORY, number) + 1):
            ways += [(m, f"back{back}") for m in self.in_sentence(number - back)]
        seen: set[frozenset[str]] = set()
        made: list[Filler] = []
        for mention, way in ways:
            codes = frozenset(a.code for a in mention.actors)
            if codes and codes not in seen and not codes <= used:
                seen.add(codes)
                made.append(Filler((mention,), "ctx", way, len(made)))
        return made
