"""Coreference by rule over the whole document: each link with its reason; none where two are as likely."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from suasion.code.who import pronouns
from suasion.code.who.discourse import Discourse, Link, Phrase, is_phrase
from suasion.code.who.mention import ActorMention, Kind
from suasion.code.who.nominals import Describer
from suasion.code.who.short import abbreviated
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.parse import Parsed

_BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "predet", "case", "advmod"})


class _Linker:
    def __init__(self, parsed: Parsed, named: list[ActorMention], taken: set[int]) -> None:
        self.parsed = parsed
        self.discourse = Discourse(parsed, named)
        self.describer = Describer(self.discourse)
        self.taken = taken
        self.heads = {m.head: m for m in named}
        self.made: dict[int, ActorMention] = {}

    def run(self) -> list[ActorMention]:
        """All links, those of pronouns in quotations and what is theirs last: the speaker may stand behind."""
        later: list[Token] = []
        for token in self.parsed.doc:
            if self.is_spoken(token):
                later.append(token)
            else:
                self.take(token)
        for token in later:
            self.take(token)
        return [self.made[i] for i in sorted(self.made)]

    def is_spoken(self, token: Token) -> bool:
        """Whether a pronoun, or a noun with one, stands in a quotation, whose speaker tells what it is."""
        if token.pos_ not in ("PRON", "NOUN", "PROPN") or token.i in self.taken:
            return False
        if token.lower_ in pronouns.FIRST or any(c.lower_ in pronouns.FIRST for c in token.children):
            return True
        quoted = self.parsed.quote_at(token.idx) is not None
        return quoted and (token.pos_ == "PRON" or any(c.pos_ == "PRON" and c.dep_ == "poss" for c in token.children))

    def take(self, token: Token) -> None:
        """Take up a token: a name, a pronoun or a noun."""
        named = self.heads.get(token.i)
        if named is not None:
            if token.dep_ not in ("amod", "compound", "nmod"):
                self.discourse.add(token, named.actors)
            return
        if token.i in self.taken:
            return
        if token.lower_ in ("both", "two", "three") and token.pos_ in ("PRON", "NUM", "DET"):
            link = self.describer.number(token)
            if link is not None:
                self.make(token, link, "nominal")
                self.discourse.add(token, self.made[token.i].actors)
        elif token.pos_ == "PRON":
            self.pronoun(token)
        elif is_phrase(token) or token.lower_ in ("latter", "former"):
            link = self.describer.resolve(token)
            if link is not None and link.actors:
                self.make(token, link, "nominal")
            self.discourse.add(token, self.made[token.i].actors if token.i in self.made else ())

    def pronoun(self, token: Token) -> None:
        """Link a pronoun; one not linked still stands in the way of those behind."""
        word = token.lower_
        found: tuple[Phrase, Link] | None = None
        if word in pronouns.FIRST:
            found = pronouns.first(self.discourse, token)
        elif word in pronouns.PERSONAL:
            found = pronouns.personal(self.discourse, token)
        elif word in pronouns.NEUTER:
            found = pronouns.neuter(self.discourse, token)
        elif word in pronouns.PLURAL:
            found = pronouns.plural(self.discourse, token)
        if found is not None:
            phrase, link = found
            if link.actors:
                self.make(token, link, "pronoun")
            self.discourse.add(token, link.actors, like=phrase)

    def make(self, token: Token, link: Link, kind: Kind) -> None:
        """Place a link's actors at a token and the words before it that belong to it."""
        start = token.i
        if kind == "nominal":
            start = min([token.i, *(c.left_edge.i for c in token.children if c.dep_ in _BEFORE_NOUN and c.i < token.i)])
        a, b = self.parsed.doc[start].idx, token.idx + len(token)
        text = self.parsed.document.text[a:b]
        actors = tuple(dataclasses.replace(m, text=text, start=a, end=b, reason=link.why) for m in _once(link.actors))
        self.made[token.i] = ActorMention(start, token.i + 1, token.i, actors, kind)


def _once(actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple({a.code: a for a in actors}.values())


def linked(parsed: Parsed, named: list[ActorMention], taken: set[int]) -> list[ActorMention]:
    """Mentions for abbreviations, pronouns and descriptions, each linked to one named before."""
    short = abbreviated(parsed, named, taken)
    return [*short, *_Linker(parsed, [*named, *short], taken).run()]
