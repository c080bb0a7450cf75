"""Find actors: names from the tables first, then roles with a country, then pronouns and definite nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from suasion.code.who import corefer
from suasion.code.who.mention import ActorMention, Actors, Kind
from suasion.code.who.names import Known, resolve_name, resolve_person
from suasion.lexicon import actors as tables
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.parse import Parsed

# The longest name of the tables, in tokens.
_LONGEST: Final = 7
_PLACE_PREPS: Final = frozenset({"in", "at", "near", "outside", "across", "around", "inside", "throughout"})
_TITLES: Final = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. president premier chancellor minister secretary senator general gen. king "
    "queen prince sheikh ayatollah ambassador colonel col. admiral marshal pope sultan emir comrade leader "
    "spokesman spokeswoman envoy".split()
)


def _word(token: Token) -> str:
    return token.text[:-1] if token.text.endswith("'") and len(token.text) > 2 else token.text


class _Finder:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.day = parsed.document.date
        self.known = Known()
        self.mentions: list[ActorMention] = []
        self.taken: set[int] = set()

    def _actor(self, code: str, sector: str | None, name: str | None, start: int, end: int, why: str) -> Mention:
        first, last = self.doc[start], self.doc[end - 1]
        a, b = first.idx, last.idx + len(last)
        return Mention(code, sector, name, self.parsed.document.text[a:b], a, b, why)

    def add(
        self,
        start: int,
        end: int,
        head: int,
        found: tuple[tuple[str, str | None, str | None, str], ...],
        kind: Kind,
    ) -> None:
        """Keep a mention of tokens `start:end`."""
        made = tuple(self._actor(c, s, n, start, end, why) for c, s, n, why in found)
        token = self.doc[head]
        locative = (
            kind == "name" and token.dep_ == "pobj" and token.head.lower_ in _PLACE_PREPS
            and token.head.dep_ == "prep"
        )  # fmt: skip
        self.mentions.append(ActorMention(start, end, head, made, kind, locative))
        self.taken.update(range(start, end))

    def names(self) -> None:
        """Names of the tables, the longest at each place, then persons by surname."""
        table = tables.names()
        i = 0
        while i < len(self.doc):
            length = self._name_at(i, table) or self._person_at(i)
            i += length or 1

    def _name_at(self, i: int, table: dict[str, tuple[tables.Entry, ...]]) -> int:
        first = self.doc[i].text
        if not first[:1].isalnum():
            return 0
        for length in range(min(_LONGEST, len(self.doc) - i), 0, -1):
            text = self.doc[i : i + length].text
            entries = table.get(text) or (table.get(_word(self.doc[i])) if length == 1 else None)
            if not entries or (not any(c.isupper() for c in text) and entries[0].kind != "source"):
                continue
            found = resolve_name(text, entries, self.day, self.doc, i, i + length)
            if found is None:
                return 0
            root = self.doc[i : i + length].root.i
            self.add(i, i + length, root, (found,), "collective" if entries[0].kind == "source" else "name")
            self.known.saw_state(found[0])
            return length
        return 0

    def _person_at(self, i: int) -> int:
        token = self.doc[i]
        if not token.text[:1].isupper() or (not token.is_alpha and "-" not in token.text):
            return 0
        given = self.doc[i - 1].text if i and self.doc[i - 1].text[:1].isupper() else ""
        titled = given.lower() in _TITLES or (token.ent_type_ == "PERSON")
        found = resolve_person(_word(token), given, titled, self.day, self.known)
        if found is None:
            return 0
        start = i
        while (
            start
            and self.doc[start - 1].text[:1].isupper()
            and start - 1 not in self.taken
            and (self.doc[start - 1].dep_ in ("compound", "nmod") or self.doc[start - 1].lower_ in _TITLES)
            and self.doc[start - 1].head.i == i
        ):
            start -= 1
        self.add(start, i + 1, i, (found,), "name")
        return 1

    def roles(self) -> None:
        """ "the French president", "Moscow's envoy", "officials in Tehran": a role with its country."""
        table = tables.roles()
        by_head = {m.head: m for m in self.mentions}
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.i in self.taken:
                continue
            role = table.get(token.lower_) or table.get(token.lemma_.lower())
            if role is None:
                continue
            countries = self._countries_of(token, by_head)
            if not countries:
                continue
            name = self._apposed_name(token)
            sector = role[0] or None
            start = min([token.i, *(c.i for c in token.children if c.dep_ in ("compound", "amod", "poss", "det"))])
            found = tuple((code, sector, name, f"{token.lower_}: {why}") for code, why in countries)
            self.add(start, token.i + 1, token.i, found, "role")
            if name and len(countries) == 1:
                self.known.introduced(name, countries[0][0], sector)

    def _countries_of(self, token: Token, by_head: dict[int, ActorMention]) -> list[tuple[str, str]]:
        """The countries of a role: those beside it, joined ones too, else that of its "of"-phrase."""
        found: dict[str, str] = {}
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                for part in (child, *(c for c in child.children if c.dep_ != "det"), *child.conjuncts):
                    mention = by_head.get(part.i)
                    if mention and mention.actors:
                        found.setdefault(mention.actors[0].code, f"beside {mention.actors[0].text}")
        if found:
            return list(found.items())
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from", "to"):
                for noun in child.children:
                    mention = by_head.get(noun.i)
                    if mention and mention.actors:
                        return [(mention.actors[0].code, f"{child.lower_} {mention.actors[0].text}")]
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
        for token in self.doc:
            if token.i in self.taken or not token.text[:1].isupper():
                continue
            held = self.known.person(_word(token))
            if held is not None:
                code, sector, name = held
                self.add(token.i, token.i + 1, token.i, ((code, sector, name, "introduced in the text"),), "name")


def find_actors(parsed: Parsed) -> Actors:
    """All actor mentions of a parse, resolved as of the document's date."""
    finder = _Finder(parsed)
    finder.names()
    finder.roles()
    finder.introduced()
    finder.mentions += corefer.linked(parsed, finder.mentions, finder.taken)
    return Actors(finder.mentions)
