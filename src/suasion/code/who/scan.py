"""Scan a parse for names: the tables' names, the longest at each place, and persons by surname."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from suasion.code.who.mention import ActorMention, Kind
from suasion.code.who.names import Found, Known, resolve_name
from suasion.code.who.persons import Called, resolve_person
from suasion.config import settings
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import holders, native
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.parse import Parsed

_PLACE_PREPS: Final = frozenset({"in", "at", "near", "outside", "across", "around", "inside", "throughout"})
_DATES: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)
# Small words inside names.
_PARTICLES: Final = frozenset("al el bin ibn ben de del der den di da dos du la le van von ul abu y".split())
# What joins words in a name.
_JOINTS: Final = frozenset("-'’")
# The most tokens that are read as one word, hyphens counted.
_LONGEST_RUN: Final = 5
# The shortest name that a headline in capitals may hold; below it are acronyms.
_SPELT_OUT: Final = 5
# How the reason of a state's name begins.
_OWNERS: Final = ("state ", "adjective ", "people ", "capital ")
# Names read in capitals as in small letters.
_IN_CAPITALS: Final = frozenset({"state", "capital", "adjective", "people", "org"})


def _kind(entry: tables.Entry) -> Kind:
    return "collective" if entry.kind == "source" else "name"


class Scan:
    """A parse with the mentions found so far, the names first."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.words = [t.text for t in parsed.doc]
        self.lower = [w.lower() for w in self.words]
        self.spaced: list[int] = parsed.doc.to_array("SPACY").tolist()
        self.day = parsed.document.date
        self.own = settings().actors
        self.table = tables.names()
        self.known = Known()
        self.mentions: list[ActorMention] = []
        self.taken: set[int] = set()
        self.sport = self._sport()

    def _sport(self) -> set[int]:
        """The tokens of sentences about play: two words of it, or one and a score."""
        words = tables.turns()["sport"]
        at = {i for i, word in enumerate(self.lower) if word in words}
        made: set[int] = set()
        for sentence in self.doc.sents if at else ():
            tokens = range(sentence.start, sentence.end)
            told = sum(i in at for i in tokens)
            if told > 1 or (told and any("-" in self.words[i] and self.words[i][0].isdigit() for i in tokens)):
                made.update(tokens)
        return made

    @functools.cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

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
        """Names of the tables, the longest at each place, and persons by surname."""
        names, people = tables.first_words(self.own), holders.first_words(self.own)
        i = 0
        for at, word in enumerate(self.words):
            if at < i or (word not in names and word not in people and not self._may_begin(at, word)):
                continue
            length = self._person_at(at, people, 2) or self._name_at(at, names) or self._person_at(at, people)
            i = at + (length or 1)

    def _may_begin(self, i: int, word: str) -> bool:
        """Whether a word that begins no name of the tables as it stands may begin one: "Al", "al-", "Россия"."""
        first = word[0]
        if first.isupper() or not first.isascii():
            return True
        after = self.words[i + 1] if i + 1 < len(self.words) else ""
        return first.isalpha() and after[:1] in _JOINTS and not self.spaced[i]

    def _forms(self, i: int, length: int) -> tuple[str, ...]:
        """How a name of the tables may stand here: as it is, without a plural's apostrophe, as a sentence begins."""
        if length == 1:
            plain = self.words[i].rstrip("'’")
            return (self.words[i], plain) if plain and plain != self.words[i] else (self.words[i],)
        text = self.doc[i : i + length].text
        return (text, f"the{text[3:]}") if text.startswith("The ") else (text,)

    def _name_at(self, i: int, first_words: dict[str, int]) -> int:
        word = self.words[i]
        start = "the" if word == "The" else word.rstrip("'’")
        most = max(first_words.get(word, 0), first_words.get(start, 0), self._joined(i, first_words))
        for length in range(min(most, len(self.words) - i), 0, -1):
            for text in self._forms(i, length):
                if text in self.table:
                    return self._named(i, length, text, self.table[text])
        if len(word) >= _SPELT_OUT and word.isupper():
            return self._in_capitals(i)
        return self._in_other_script(i) if not word.isascii() else 0

    def _joined(self, i: int, first_words: dict[str, int]) -> int:
        """The longest name that begins with words joined here ("al-Qaeda", "N'Djamena"), in tokens; 0 for none."""
        text = self.words[i]
        if self.spaced[i]:
            return 0
        for end in range(i + 1, i + self._run(i)):
            text += self.words[end]
            if text in first_words:
                return end - i + 1 + 2 * (first_words[text] - 1)
        return 0

    def _in_capitals(self, i: int) -> int:
        """A name in a headline's capitals."""
        for length in range(min(3, len(self.words) - i), 0, -1):
            text = self.doc[i : i + length].text
            plain = text.title()
            if text.isupper() and plain in self.table and self.table[plain][0].kind in _IN_CAPITALS:
                return self._named(i, length, plain, self.table[plain])
        return 0

    def _in_other_script(self, i: int) -> int:
        for length in range(min(3, len(self.words) - i), 0, -1):
            found = native.state_of(self.doc[i : i + length].text)
            if found is not None:
                code, language = found
                self.add(i, i + length, i, ((code, "GOV", None, f"state in CLDR's {language}"),), "name")
                return length
        return 0

    def _named(self, i: int, length: int, text: str, entries: tuple[tables.Entry, ...]) -> int:
        """Keep a name of the tables; its length is left out of the search also where it is no actor."""
        if not any(c.isupper() for c in text) and entries[0].kind not in ("source", "none", "own"):
            return 0
        found = resolve_name(text, entries, self.day, self.doc[i : i + length], lambda: self._vocabulary)
        if found is None:
            return length if entries[0].kind == "none" else 0
        if entries[0].kind in ("state", "adjective", "people", "capital") and i in self.sport:
            return length
        if entries[0].kind in ("agency", "force"):
            found = self._of_owner(i, found)
        head = self.doc[i : i + length].root
        self.add(i, i + length, i + length - 1 if head.pos_ == "DET" else head.i, (found,), _kind(entries[0]))
        return length

    def _of_owner(self, i: int, found: Found) -> Found:
        """A body that several states have ("Chile's Defense Department") is that of the state just before it."""
        last = self.mentions[-1] if self.mentions else None
        at = i - 1 if i and self.words[i - 1] in ("'s", "’s", "'", "’") else i
        if (
            last is None
            or last.end_token != at
            or len(last.actors) != 1
            or not last.actors[0].reason.startswith(_OWNERS)
        ):
            return found
        return last.actors[0].code, found[1], found[2], f"{found[3]} of {last.actors[0].text}"

    def _person_at(self, i: int, first_words: dict[str, int], least: int = 1) -> int:
        first = holders.fold(self.words[i])
        if least > 1 and first not in first_words:
            return 0
        if not first[:1].isupper() and first not in first_words:
            return 0
        most = max(first_words.get(first, 1), self._run(i))
        for length in range(min(most, len(self.words) - i), least - 1, -1):
            surname = self.doc[i : i + length].text if length > 1 else self.words[i].rstrip("'’")
            if holders.holders(holders.fold(surname), self.own) or (length == 1 and self.known.person(surname)):
                done = self._person(i, i + length, surname)
                if done:
                    return done
        return 0

    def _run(self, i: int) -> int:
        """How many tokens are written as one word from a token on ("Jean-Pierre")."""
        end = i + 1
        while end < len(self.words) and end - i < _LONGEST_RUN and not self.spaced[end - 1]:
            end += 1
        return end - i

    def _person(self, start: int, end: int, surname: str) -> int:
        """The person of the surname at `start:end`, with the names and titles around it."""
        token = self.doc[end - 1]
        left, titled, state = self._before(start)
        right = self._after(end)
        given = self._given(left, start)
        if not given and not right and surname in self.known.persons:
            code, sector, name = self.known.persons[surname]
            self.add(start, end, end - 1, ((code, sector, name, "introduced in the text"),), "name")
            return end - start
        if " " not in surname and token.pos_ != "PROPN" and token.ent_type_ != "PERSON":
            return 0
        if not right and token.dep_ == "compound" and token.head.i == end and self._is_name(token.head, frozenset()):
            return 0  # a given name, its surname follows
        if surname in self.known.strangers and not given:
            return 0
        others = given or self._given(end, right)
        found = resolve_person(Called(surname, others, bool(right and not given), titled, state), self.day, self.own)
        if found is None:
            if given and token.ent_type_ == "PERSON":
                self.known.strangers.add(surname)
            return 0
        if right and not given:
            end = right
        self.known.persons.setdefault(surname, (found[0], found[1], found[2] or surname))
        self.add(left, end, end - 1 if given or not right else start, (found,), "name")
        return end - start

    def _given(self, start: int, end: int) -> tuple[str, ...]:
        """The names among tokens, particles left out."""
        words = (w.strip("-") for w in self.doc[start:end].text.split()) if end > start else ()
        return tuple(w for w in words if w and w.lower() not in _PARTICLES)

    def _before(self, start: int) -> tuple[int, bool, str | None]:
        """Where the names before a surname begin, whether a title stands before them, and its state."""
        titles = tables.turns()["title"]
        left = start
        while left and left - 1 not in self.taken and self._is_name(self.doc[left - 1], titles):
            left -= 1
        while left < start and self.words[left] == "-":
            left += 1
        at, titled = left, False
        while at and self.doc[at - 1].lower_ in titles and at - 1 not in self.taken:
            titled, at = True, at - 1
        last = self.mentions[-1] if self.mentions else None
        state = last.actors[0].code if titled and last is not None and last.end_token == at and last.actors else None
        return left, titled, state

    def _is_name(self, token: Token, titles: frozenset[str]) -> bool:
        """Whether a token before a surname is a name of the same person, a hyphen or particle between them too."""
        if token.text in _DATES or token.lower_ in titles:
            return False
        if token.text == "-":
            return not token.whitespace_ and token.i > 0 and not self.doc[token.i - 1].whitespace_
        inside = token.ent_type_ == "PERSON" or not token.whitespace_
        if token.text[:1].isupper():
            return inside or token.dep_ in ("compound", "nmod", "flat")
        return inside and token.lower_ in _PARTICLES

    def _after(self, end: int) -> int:
        """Where the names after a surname that stands first end, 0 where none follow ("Xi Jinping")."""
        at = end
        while at < len(self.words) and at - end < 3:
            token = self.doc[at]
            hyphen = token.text == "-" and not token.whitespace_ and not self.doc[at - 1].whitespace_
            inside = hyphen or (not self.doc[at - 1].whitespace_ and self.doc[at - 1].text == "-")
            if not (inside or (token.text[:1].isupper() and token.ent_type_ == "PERSON" and token.ent_iob_ == "I")):
                break
            at += 1
        return at if at > end else 0
