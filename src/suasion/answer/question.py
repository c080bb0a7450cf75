"""Read a question: who presses, who is pressed, about whom, and over what.

Questions parse badly, so the reading rests on the order of the actors and on a few families of
words (lexicon/judge/questions.yaml); the tree only tells who is possessor and subject.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.who import find_actors
from suasion.lexicon.judge import question_words
from suasion.parse import parse
from suasion.types import Coding, Document, Question

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.who import ActorMention

PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "ACCUSE", "PROTEST", "ASSAULT"})
# Codes that cannot press or be pressed in a question.
_LOOSE: Final = frozenset({"UNKNOWN", "MEDIA", "ANALYSTS"})
_OPEN_QUESTION: Final = re.compile(r"\bwho\b.{0,30}\bpress(?:es|ing|ed)?\b.{0,10}\bwhom?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor of the question: its code, where, and the parts it plays."""

    code: str
    token: Token
    possessed: Token | None


def _governed(token: Token) -> Token | None:
    """The noun whose possessor or attribute a mention is ("Washington's attempts", "US pressure")."""
    if token.dep_ in ("poss", "compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN", "VERB"):
        return token.head
    return None


def _named(mentions: Sequence[ActorMention], doc_tokens: Sequence[Token]) -> list[_Named]:
    found: list[_Named] = []
    for mention in sorted(mentions, key=lambda m: (m.start_token, m.head)):
        for actor in mention.actors:
            if actor.code not in _LOOSE and actor.code not in {n.code for n in found}:
                token = doc_tokens[mention.head]
                found.append(
                    _Named(actor.code, token, _governed(doc_tokens[mention.end_token - 1]) or _governed(token))
                )
    return found


def _lemmas(token: Token | None) -> set[str]:
    return {token.lemma_.lower(), token.lower_} if token is not None else set()


def _by_possession(named: list[_Named], words: dict[str, frozenset[str]]) -> _Named | None:
    """The possessor of a word of pressure."""
    for actor in named:
        if _lemmas(actor.possessed) & words["pressures"]:
            return actor
    return None


def _by_asking(named: list[_Named], words: dict[str, frozenset[str]]) -> _Named | None:
    """ "as Riyadh demanded", "what Athens asked": the subject of asking."""
    for actor in named:
        if actor.token.dep_ == "nsubj" and _lemmas(actor.token.head) & words["askers"] and actor.token.i > 1:
            return actor
    return None


def _by_agent(named: list[_Named]) -> _Named | None:
    for actor in named:
        if actor.token.dep_ == "pobj" and actor.token.head.lower_ == "by":
            return actor
    return None


def _main_verb_after(subject: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """The verb that follows the first actor, by the word lists first: a question's tree is not trusted."""
    known = words["pressers"] | words["compliers"]
    rest = list(subject.doc[subject.i + 1 :])
    for token in rest:
        if _lemmas(token) & known and (token.pos_ in ("VERB", "AUX") or token.i == subject.i + 1):
            return token
    return next((t for t in rest if t.pos_ == "VERB"), None)


def _complies(subject: _Named, words: dict[str, frozenset[str]]) -> bool:
    if subject.possessed is not None:
        return False
    verb = _main_verb_after(subject.token, words)
    if verb is None:
        return False
    lemmas = _lemmas(verb)
    return bool(lemmas & words["compliers"]) and not lemmas & words["pressers"]


def _presses(subject: _Named, words: dict[str, frozenset[str]]) -> bool:
    """Whether the verb after the first actor is one of pressing, with that actor as its subject."""
    verb = _main_verb_after(subject.token, words)
    return verb is not None and bool(_lemmas(verb) & words["pressers"]) and subject.token.dep_ != "poss"


def dyads(codings: Sequence[Coding]) -> Counter[tuple[str, str]]:
    """How often each actor presses each other in the codings."""
    counted: Counter[tuple[str, str]] = Counter()
    for coding in codings:
        for event in coding.events:
            if event.type in PRESSING:
                pairs = {(s.code, t.code) for s in event.source for t in event.target if s.code != t.code}
                counted.update(dict.fromkeys(pairs, 2 if event.demand else 1))
    return counted


def _other_from(counted: Counter[tuple[str, str]], code: str, place: int) -> str | None:
    """Who presses `code` (place 1), or whom `code` presses (place 0), most often."""
    rows = [
        (-n, pair[1 - place]) for pair, n in counted.items() if pair[place] == code and pair[1 - place] not in _LOOSE
    ]
    return min(rows)[1] if rows else None


def _company(codings: Sequence[Coding], code: str) -> str | None:
    """The actor that the documents speak of most, besides `code`."""
    spoken = Counter(m.code for c in codings for m in c.mentions if m.code != code and m.code not in _LOOSE)
    return min(((-n, other) for other, n in spoken.items()), default=(0, None))[1]


def _parted(named: list[_Named], text: str, words: dict[str, frozenset[str]]) -> tuple[str | None, str | None]:
    """(target, third) of "isolate X from Y" and "pry Y away from X"."""
    doc = named[0].token.doc
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma not in words["isolating"] and lemma not in words["parting"]:
            continue
        after = [n for n in named if n.token.i > token.i]
        if len(after) < 2:
            continue
        first, second = after[0], after[1]
        between = text[first.token.idx : second.token.idx].lower()
        if not re.search(r"\b(?:from|off|out of)\b", between):
            continue
        if lemma in words["isolating"]:
            return second.code, first.code
        return first.code, second.code
    return None, None


def read_question(text: str, codings: Sequence[Coding], as_of: dt.date | None) -> Question:
    """The question as read, with `reading` telling how.

    What the question leaves open is filled from who presses whom in the codings.
    """
    day = as_of or max((c.document.date for c in codings if c.document.date), default=None)
    if _OPEN_QUESTION.search(text):
        return Question(text, "list", None, None, None, day, reading="lists every episode")
    parsed = parse(Document("question", text, day))
    named = _named(find_actors(parsed).mentions, list(parsed.doc))
    words, counted = question_words(), dyads(codings)
    sender, target, third, why = _roles(named, text, words, counted)
    if named and sender is None and target is not None:
        sender = _company(codings, target)
    elif named and target is None and sender is not None:
        target = _company(codings, sender)
    kind = text.strip().split(" ")[0].lower() if text.strip() else ""
    return Question(text, kind, sender, target, third, day, reading=why)


def _roles(
    named: list[_Named], text: str, words: dict[str, frozenset[str]], counted: Counter[tuple[str, str]]
) -> tuple[str | None, str | None, str | None, str]:
    if not named:
        best = min(((-n, p) for p, n in counted.items() if not set(p) & _LOOSE), default=None)
        pair = best[1] if best else (None, None)
        return pair[0], pair[1], None, "no actor named: the pair that the text tells most of"
    presser, why = _by_possession(named, words), "possessor of the pressure"
    if presser is None:
        presser, why = _by_asking(named, words), "subject of asking"
    if presser is None and _complies(named[0], words):
        others = named[1:]
        agent = _by_agent(named)
        sender = (agent or (others[0] if others else None)) if others else None
        code = sender.code if sender else _other_from(counted, named[0].code, 1)
        left = [n.code for n in others if n.code != code]
        return code, named[0].code, left[0] if left else None, "the first actor is asked to comply"
    if presser is None:
        presser, why = _by_agent(named), "agent of the passive"
    if presser is None:
        presser, why = named[0], "the first actor presses"
        if len(named) == 1 and not _presses(presser, words):
            return _other_from(counted, presser.code, 1), presser.code, None, "the only actor named is pressed"
    rest = [n for n in named if n.code != presser.code]
    target, third = _parted(rest, text, words) if len(rest) > 1 else (None, None)
    if target is None:
        target = rest[0].code if rest else _other_from(counted, presser.code, 0)
        third = rest[1].code if len(rest) > 1 else None
    return presser.code, target, third, why
