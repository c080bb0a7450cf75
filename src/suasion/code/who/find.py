"""Find actors: names from the tables first, then roles with a country, then pronouns and definite nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.code.who import corefer
from suasion.code.who.mention import ActorMention, Actors
from suasion.code.who.scan import Scan
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import descriptions
from suasion.types import UNKNOWN

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from suasion.parse import Parsed


class _Finder(Scan):
    def roles(self) -> None:
        """ "the French president", "Moscow's envoy", "officials in Tehran": a role with its country."""
        table = tables.roles()
        by_head = {m.head: m for m in self.mentions}
        ends = tables.role_ends()
        replaced: set[int] = set()
        for i, word in enumerate(self.lower):
            if word not in ends and not word.endswith("s"):
                continue
            token = self.doc[i]
            loose = by_head.get(i)
            unknown = loose is not None and loose.kind == "collective" and loose.actors[0].code == UNKNOWN
            if token.pos_ not in ("NOUN", "PROPN") or (token.i in self.taken and not unknown):
                continue
            role, length = self._role_at(token, table)
            if role is None:
                continue
            first = i + 1 - length
            countries = self._countries_of(self.doc[first : i + 1], by_head)
            if not countries or self._described(token, by_head):
                continue
            name = self._apposed_name(token)
            sectors = [self._sector(token, role[0] or None, body) for _, body, _ in countries]
            start = min([first, *(c.i for c in token.children if c.dep_ in ("compound", "amod", "poss", "det"))])
            found = tuple(
                (code, sector, name, f"{token.lower_}: {why}")
                for (code, _, why), sector in zip(countries, sectors, strict=True)
            )
            if loose is not None:
                replaced.add(id(loose))
            self.add(start, token.i + 1, token.i, found, "role")
            by_head[token.i] = self.mentions[-1]
            if name and len(countries) == 1:
                self.known.introduced(name, countries[0][0], sectors[0])
        self.mentions = [m for m in self.mentions if id(m) not in replaced]

    def _described(self, token: Token, by_head: dict[int, ActorMention]) -> bool:
        """Whether coreference tells more: "the UN's refugee agency", "its embassy in Quito", "the envoy to Kyiv"."""
        year = self.day.year if self.day else None
        if descriptions.body_named(self.doc[token.left_edge.i : token.i + 1].text, year):
            return True
        beside = [c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
        if any(c.dep_ == "poss" and not c.ent_type_ and c.i not in by_head for c in beside):
            return True
        sent = bool(descriptions.fits("sent", token.lemma_.lower(), year))
        return sent and not any(p.i in by_head for c in beside for p in (c, *c.children, *c.conjuncts))

    def _role_at(self, token: Token, table: dict[str, tuple[str, str]]) -> tuple[tuple[str, str] | None, int]:
        """The role that ends at a token, the longest first ("central bank" before "bank"), with its tokens."""
        ends = tables.role_ends()
        last, lemma = token.lower_, token.lemma_.lower()
        for length in range(min(max(ends.get(last, 0), ends.get(lemma, 0)), token.i + 1), 0, -1):
            before = self.doc[token.i + 1 - length : token.i].text_with_ws.lower() if length > 1 else ""
            found = table.get(before + last) or table.get(before + lemma)
            if found is not None:
                return found, length
        return None, 0

    def _sector(self, token: Token, sector: str | None, body: str | None) -> str | None:
        """The sector of a role, turned by "former", "opposition", "rebel" and the like beside it, and by its body."""
        turns = tables.turns()
        beside = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "nmod")}
        if sector == "GOV" and beside & (turns["past"] | turns["future"]):
            return "CVL"
        if beside & turns["rebel"]:
            return "REB"
        if beside & turns["opposition"]:
            return "OPP"
        return body if sector == "GOV" and body not in (None, "GOV") else sector

    def _is_patron(self, mention: ActorMention) -> bool:
        """Whether a state only backs or made what follows ("US-backed rebels")."""
        after = mention.end_token
        return (
            after + 1 < len(self.words)
            and self.words[after] == "-"
            and self.words[after + 1].lower() in tables.turns()["backed"]
        )

    def _countries_of(self, role: Span, by_head: dict[int, ActorMention]) -> list[tuple[str, str | None, str]]:
        """The countries of a role with their sector: those beside it, joined too, else that of its "of"-phrase."""
        found: dict[str, tuple[str, str | None, str]] = {}
        children = [c for t in role for c in t.children if not role.start <= c.i < role.end]
        for child in children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                for part in (child, *(c for c in child.children if c.dep_ != "det"), *child.conjuncts):
                    mention = by_head.get(part.i)
                    if mention and mention.actors and not self._is_patron(mention):
                        actor = mention.actors[0]
                        found.setdefault(actor.code, (actor.code, actor.sector, f"beside {actor.text}"))
        if found:
            return list(found.values())
        for child in children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from", "to"):
                for noun in child.children:
                    mention = by_head.get(noun.i)
                    if mention and mention.actors:
                        actor = mention.actors[0]
                        return [(actor.code, actor.sector, f"{child.lower_} {actor.text}")]
        return []

    def _apposed_name(self, token: Token) -> str | None:
        """The person named beside a role ("Foreign Minister Ali Alatas", "its envoy, X")."""
        if token.i + 1 < len(self.doc):
            following = self.doc[token.i + 1]
            if following.ent_type_ == "PERSON":
                return self._person_words(following)
        for child in token.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON":
                return self._person_words(child)
        if token.head.ent_type_ == "PERSON" and token.dep_ in ("compound", "appos", "nmod"):
            return self._person_words(token.head)
        return None

    def _person_words(self, token: Token) -> str:
        start, end = token.i, token.i + 1
        while start and self.doc[start - 1].ent_type_ == "PERSON":
            start -= 1
        while end < len(self.doc) and self.doc[end].ent_type_ == "PERSON":
            end += 1
        return self.doc[start:end].text

    def introduced(self) -> None:
        """Persons whom the text itself introduces with a role, wherever they are named."""
        if not self.known.persons:
            return
        for i, word in enumerate(self.words):
            held = self.known.person(word) if i not in self.taken else None
            if held is not None:
                token = self.doc[i]
                code, sector, name = held
                self.add(token.i, token.i + 1, token.i, ((code, sector, name, "introduced in the text"),), "name")


def find_named(parsed: Parsed) -> tuple[list[ActorMention], set[int]]:
    """The mentions that need no other: names, roles with a country; and the tokens that they take."""
    finder = _Finder(parsed)
    finder.names()
    finder.roles()
    finder.introduced()
    return finder.mentions, finder.taken


def find_actors(parsed: Parsed) -> Actors:
    """All actor mentions of a parse, resolved as of the document's date."""
    mentions, taken = find_named(parsed)
    return Actors([*mentions, *corefer.linked(parsed, mentions, taken)])
