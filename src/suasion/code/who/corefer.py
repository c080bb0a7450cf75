"""Pronouns and definite nouns, linked by rule to actors named before; no link where two are as likely."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from suasion.code.who.mention import ActorMention
from suasion.lexicon import actors as tables
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.parse import Parsed

_PERSONAL: Final = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_NEUTER: Final = frozenset({"it", "its", "itself"})
_PLURAL: Final = frozenset({"they", "their", "them", "themselves"})
_FIRST: Final = frozenset({"we", "our", "us", "i", "my", "me", "ours"})
_PAIRS: Final = frozenset(
    "sides countries governments leaders neighbours neighbors nations states presidents ministers "
    "capitals armies allies powers rivals parties".split()
)
_STATE_WORDS: Final = frozenset(
    "country kingdom island government regime republic nation emirate sultanate bloc alliance junta "
    "ministry embassy army parliament president premier minister".split()
)
# Sentences back that a pronoun looks.
_REACH: Final = 2
# Tokens around a quotation's sentence that its speaker may stand in.
_SPEAKER_REACH: Final = 40
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def _person_like(mention: ActorMention) -> bool:
    return any(a.name for a in mention.actors) or mention.kind == "role"


class _Pool:
    """Mentions by sentence, so that looking back costs no more in a long text."""

    def __init__(self, mentions: list[ActorMention], sentence_of: list[int]) -> None:
        self.sentence_of = sentence_of
        self._by_sentence: dict[int, list[ActorMention]] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: ActorMention) -> None:
        """Add a mention, one just linked included."""
        self._by_sentence.setdefault(self.sentence_of[mention.head], []).append(mention)

    def before(self, token: Token) -> list[ActorMention]:
        """Mentions before a token, not further back than the reach, places left out."""
        here = self.sentence_of[token.i]
        near = [m for n in range(max(0, here - _REACH), here + 1) for m in self._by_sentence.get(n, ())]
        return sorted((m for m in near if m.head < token.i and not m.locative), key=lambda m: m.head)


def _best(found: list[ActorMention], token: Token, sentence_of: list[int]) -> ActorMention | None:
    """The nearest sentence's subject, else its first mention."""
    if not found:
        return None
    doc = token.doc

    def rank(m: ActorMention) -> tuple[int, int, int]:
        head = doc[m.head]
        subject = head.dep_ in _SUBJECTS or (head.head.dep_ in _SUBJECTS and head.dep_ in ("poss", "compound", "amod"))
        back = sentence_of[token.i] - sentence_of[m.head]
        return (back if back else (0 if subject else 1), 0 if subject else 1, m.head if back else -m.head)

    return min(found, key=rank)


def _speaker(parsed: Parsed, token: Token, mentions: list[ActorMention]) -> ActorMention | None:
    """Who speaks in the quotation that a first person stands in: the actor nearest outside it."""
    region = parsed.quote_at(token.idx)
    if region is None:
        return None
    doc = parsed.doc
    here = parsed.doc[token.i].sent
    mentions = [m for m in mentions if here.start - _SPEAKER_REACH <= m.head < here.end + _SPEAKER_REACH]
    outside = [m for m in mentions if not region.start <= doc[m.head].idx < region.end and not m.locative]
    paragraph = parsed.paragraph_of(token.idx)
    same = [m for m in outside if parsed.paragraph_of(doc[m.head].idx) == paragraph]
    subjects = [m for m in same if doc[m.head].dep_ in _SUBJECTS]
    pool = subjects or same
    return min(
        pool,
        key=lambda m: min(abs(doc[m.head].idx - region.start), abs(doc[m.head].idx - region.end)),
        default=None,
    )


def _relinked(parsed: Parsed, token: Token, to: ActorMention, start: int, why: str) -> ActorMention:
    a, b = parsed.doc[start].idx, token.idx + len(token)
    text = parsed.document.text[a:b]
    actors = tuple(
        dataclasses.replace(m, text=text, start=a, end=b, reason=f"{why} {m.text}") for m in _once(to.actors)
    )
    return ActorMention(start, token.i + 1, token.i, actors, "pronoun" if start == token.i else "nominal")


def _once(actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple({a.code: a for a in actors}.values())


def linked(parsed: Parsed, named: list[ActorMention], taken: set[int]) -> list[ActorMention]:
    """Mentions for the document's pronouns and definite nouns, each linked to one named before."""
    doc = parsed.doc
    sentence_of = [0] * len(doc)
    for number, sentence in enumerate(doc.sents):
        for i in range(sentence.start, sentence.end):
            sentence_of[i] = number
    mentions = sorted((m for m in named if m.actors), key=lambda m: m.head)
    pool, plain = _Pool(mentions, sentence_of), _Pool(mentions, sentence_of)
    made: list[ActorMention] = []
    roles = tables.roles()
    for token in doc:
        if token.i in taken:
            continue
        word = token.lower_
        to: ActorMention | None = None
        start = token.i
        if word in _FIRST and token.pos_ == "PRON":
            to = _speaker(parsed, token, mentions)
        elif word in _PERSONAL and token.pos_ == "PRON":
            near = pool.before(token)
            to = _best([m for m in near if _person_like(m) or m.kind == "pronoun"] or near, token, sentence_of)
        elif (word in _NEUTER or word in _PLURAL) and token.pos_ == "PRON":
            if token.dep_ != "expl" and not (word == "it" and _expletive(token)):
                to = _best(pool.before(token), token, sentence_of)
        elif word in _PAIRS and any(c.lower_ in ("two", "both") for c in token.children):
            to = _pair(plain.before(token))
            start = min(token.i, token.left_edge.i)
        elif (
            token.pos_ == "NOUN"
            and any(c.lower_ == "the" for c in token.children)
            and (word in _STATE_WORDS or (word in roles and roles[word][1] in ("office", "body")))
        ):
            to = _best(plain.before(token), token, sentence_of)
            start = token.i
        if to is not None:
            made.append(_relinked(parsed, token, to, start, "refers to"))
            pool.add(made[-1])
    return made


def _expletive(token: Token) -> bool:
    return token.head.lemma_ == "be" and any(c.dep_ in ("ccomp", "xcomp", "acomp") for c in token.head.children)


def _pair(near: list[ActorMention]) -> ActorMention | None:
    """The two actors last spoken of, as one mention."""
    seen: dict[str, Mention] = {}
    for mention in reversed(near):
        for actor in mention.actors:
            seen.setdefault(actor.code, actor)
        if len(seen) >= 2:
            last = near[-1]
            return ActorMention(last.start_token, last.end_token, last.head, tuple(seen.values())[:2], "nominal")
    return None
