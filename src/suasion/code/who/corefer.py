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
        tokens = list(self.parsed.doc)
        spoken = self.spoken(tokens)
        for token in tokens:
            if token.i not in spoken:
                self.take(token)
        for i in sorted(spoken):
            self.take(tokens[i])
        return [self.made[i] for i in sorted(self.made)]

    def spoken(self, tokens: list[Token]) -> set[int]:
        """Pronouns whose meaning the speaker of a quotation or transcript tells, and the nouns they own."""
        found: set[int] = set()
        for token in tokens:
            if token.pos_ == "PRON" and token.i not in self.taken:
                first = token.lower_ in pronouns.FIRST
                if first or self.parsed.quote_at(token.idx) is not None:
                    found.add(token.i)
                    if token.dep_ == "poss" and token.head.i not in self.taken:
                        found.add(token.head.i)
        return found

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
