"""The document as coreference sees it: noun phrases in text order, each with what it can be called again by."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.who.mention import ActorMention
from suasion.code.who.persons import Called, resolve_person
from suasion.config import settings
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import descriptions
from suasion.types import UNKNOWN, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.parse import Parsed

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
# Sentences back that a pronoun or description looks.
REACH: Final = 2
_INNER: Final = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod"})
_NOT_REFERRED: Final = frozenset({"attr", "oprd", "acomp"})
_MEASURES: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
# "MR. SMITH:" in capitals is how American briefings label who speaks.
_BRIEFING: Final = frozenset({"Mr.", "Ms.", "Mrs.", "Mr", "Ms", "Mrs"})
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})
_PERSON_CLASSES: Final = frozenset({"office", "person"})
# Role classes and sectors whose singular may be "they" ("the army ... they").
_GROUP_CLASSES: Final = frozenset({"force", "firm", "media"})
_GROUP_WORDS: Final = frozenset(
    "government police army navy junta team delegation opposition parliament group movement company crew".split()
)
_FEMALE: Final = frozenset(
    "mrs mrs. ms ms. miss queen princess lady madame spokeswoman chairwoman congresswoman woman".split()
)
_MALE: Final = frozenset(
    "mr mr. king prince emir sultan sheikh pope lord sir spokesman chairman congressman man".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, whom it stands for (nobody known: empty), and how it can be taken up."""

    head: int
    sentence: int
    actors: tuple[Mention, ...]
    plural: bool
    person: bool
    group: bool
    gender: str
    subject: bool
    locative: bool

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its actors."""
        return frozenset(a.code for a in self.actors) - {UNKNOWN}


@dataclass(frozen=True, slots=True)
class Link:
    """What a pronoun or description stands for, and why."""

    actors: tuple[Mention, ...]
    why: str


class Discourse:
    """Phrases of a document by token and by sentence, so that looking back costs no more in a long text."""

    def __init__(self, parsed: Parsed, named: list[ActorMention]) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.year = parsed.document.date.year if parsed.document.date else None
        self.sentence_of = [0] * len(self.doc)
        for number, sentence in enumerate(self.doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number
        self.named = {m.head: m for m in named if m.actors}
        # States that the text names anywhere, for what the world, not the text, tells of them.
        self.states = frozenset(a.code for m in named for a in m.actors if is_state(a.code))
        self.here = _dateline_state(parsed)
        self._often: Counter[str] = Counter(a.code for m in named for a in m.actors if is_side(a))
        self._by_sentence: dict[int, list[Phrase]] = {}
        self._at: dict[int, Phrase] = {}
        self._labels: dict[str, tuple[Mention, ...]] = {}

    def add(self, token: Token, actors: tuple[Mention, ...], *, like: Phrase | None = None) -> None:
        """Take a phrase up; a pronoun is `like` what it stands for."""
        phrase = self.phrase(token, actors, like=like)
        self._by_sentence.setdefault(phrase.sentence, []).append(phrase)
        self._at[token.i] = phrase

    def phrase(self, token: Token, actors: tuple[Mention, ...], *, like: Phrase | None = None) -> Phrase:
        """What a phrase with that head can be called again by."""
        plural = token.tag_ in _PLURAL_TAGS or (len(actors) > 1) or (like is not None and like.plural)
        role = tables.roles().get(token.lower_) or tables.roles().get(token.lemma_.lower())
        named = self.named.get(token.i)
        person = (
            like.person
            if like is not None
            else token.ent_type_ == "PERSON"
            or (named is not None and named.kind == "name" and bool(actors) and actors[0].name is not None)
            or (role is not None and role[1] in _PERSON_CLASSES)
        )
        group = not person and (
            (role is not None and role[1] in _GROUP_CLASSES)
            or token.lower_ in _GROUP_WORDS
            or any(a.sector in ("REB", "BUS") for a in actors)
        )
        return Phrase(
            token.i,
            self.sentence_of[token.i],
            actors,
            plural,
            person,
            group or (like is not None and like.group),
            _gender(token) or (like.gender if like is not None else ""),
            is_subject(token),
            named is not None and named.locative,
        )

    def at(self, index: int) -> Phrase | None:
        """The phrase whose head a token is."""
        return self._at.get(index)

    def actors_at(self, token: Token) -> tuple[Mention, ...]:
        """Whom a token stands for: as a phrase taken up, or as a name."""
        phrase = self._at.get(token.i)
        if phrase is not None and phrase.actors:
            return phrase.actors
        mention = self.named.get(token.i)
        return mention.actors if mention is not None else ()

    def joined(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Its actors with those that it is coordinated with ("Mali and Niger")."""
        parts = [*phrase.actors, *(a for t in self.doc[phrase.head].conjuncts for a in self.actors_at(t))]
        return once(parts)

    def before(self, token: Token, back: int) -> list[Phrase]:
        """Phrases of the sentence `back` sentences before, in text order; of its own, those before the token."""
        found = self._by_sentence.get(self.sentence_of[token.i] - back, ())
        return [p for p in found if p.head < token.i]

    def label_at(self, token: Token) -> tuple[Mention, ...]:
        """Whom a transcript's label above the token names ("MR. PRICE", "Foreign Minister Lavrov")."""
        label = self.parsed.speaker_at(token.idx)
        if label is None:
            return ()
        if label.text not in self._labels:
            self._labels[label.text] = _labelled(label.text, self.parsed.document.date)
        return self._labels[label.text]

    def windows(self, token: Token, keep: Callable[[Mention], bool]) -> Iterator[dict[str, Mention]]:
        """Distinct actors before a token, of a window that grows back sentence by sentence."""
        seen: dict[str, Mention] = {}
        for back in range(REACH + 1):
            for phrase in reversed(self.before(token, back)):
                for actor in phrase.actors:
                    if keep(actor) and actor.code != UNKNOWN and not phrase.locative:
                        seen.setdefault(actor.code, actor)
            yield seen

    def foremost(self, count: int, besides: frozenset[str]) -> tuple[str, ...]:
        """The sides that the text names most, if that many clearly stand before the rest."""
        ranked = [(c, n) for c, n in self._often.most_common() if c not in besides and (is_state(c) or n > 1)]
        if len(ranked) < count or (len(ranked) > count and ranked[count - 1][1] <= ranked[count][1]):
            return ()
        return tuple(sorted(c for c, _ in ranked[:count]))

    def other(self, token: Token, than: frozenset[str]) -> Mention | None:
        """The one state or group spoken of lately besides `than`; None where there are two or none."""
        for seen in self.windows(token, lambda a: a.code not in than and is_side(a)):
            if seen:
                return next(iter(seen.values())) if len(seen) == 1 else None
        return None


def is_state(code: str) -> bool:
    """Whether a code is a state's or territory's."""
    return code in descriptions.places()


def is_side(actor: Mention) -> bool:
    """Whether an actor can be one side of a quarrel: no firm, paper or citizen."""
    if actor.sector in ("BUS", "MED", "CVL", "NGO"):
        return False
    return is_state(actor.code) or actor.sector in ("REB", "IGO")


def is_subject(token: Token) -> bool:
    """Whether a token is a clause's subject, or the agent of a passive."""
    return token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def is_phrase(token: Token) -> bool:
    """Whether a token heads a noun phrase that can be taken up again."""
    if token.dep_ in _INNER or token.dep_ in _NOT_REFERRED:
        return False
    if token.pos_ in ("NOUN", "PROPN"):
        return token.ent_type_ not in _MEASURES
    return False


def once(actors: list[Mention] | tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Actors without repetitions of a code, the first of each."""
    made: dict[str, Mention] = {}
    for actor in actors:
        made.setdefault(actor.code, actor)
    return tuple(made.values())


def _gender(token: Token) -> str:
    words = {token.lower_, *(c.lower_ for c in token.children if c.dep_ == "compound")}
    return "f" if words & _FEMALE else "m" if words & _MALE else ""


def _dateline_state(parsed: Parsed) -> str | None:
    """The state of the dateline's place."""
    if parsed.dateline is None:
        return None
    names = tables.names()
    for part in parsed.dateline.text.replace("/", ",").split(","):
        words = part.split("(")[0].strip()
        for name in (words, words.title(), words.capitalize()):
            entries = [e for e in names.get(name, ()) if e.holds(parsed.document.date)]
            states = [e.code for e in entries if e.kind in ("capital", "state") and is_state(e.code)]
            if states:
                return states[0]
    return None


def _labelled(text: str, day: dt.date | None) -> tuple[Mention, ...]:
    """The office-holder, or the state, that a speaker's label names."""
    words = [w.capitalize() if w.isupper() else w for w in text.replace("'s", "").split()]
    found = None
    if len(words) > 1 and words[-1].isalpha():
        state = "USA" if text.isupper() and words[0] in _BRIEFING else None
        titled = state is not None or words[0] not in _BRIEFING
        found = resolve_person(Called(words[-1], titled=titled, state=state), day, settings().actors)
        found = found if found is None or state in (None, found[0]) else None
    if found is not None:
        return (Mention(found[0], found[1], found[2], text, 0, 0, f"speaker, {found[3]}"),)
    for word in words:
        entries = [e for e in tables.names().get(word, ()) if e.holds(day) and is_state(e.code)]
        if entries:
            return (Mention(entries[0].code, "GOV", None, text, 0, 0, f"speaker, {entries[0].kind} {word}"),)
    return ()
