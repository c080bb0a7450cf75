"""Descriptions: "its northern neighbour", "the two sides", "the bloc", "the prime minister here", "the rebels"."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from suasion.code.who.discourse import REACH, SUBJECTS, Discourse, Link, is_side, is_state
from suasion.code.who.pronouns import subjects_above
from suasion.lexicon import actors as tables
from suasion.lexicon.actors import descriptions
from suasion.types import NOBODY, UNKNOWN, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE: Final = frozenset({"amod", "compound", "nmod"})
_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those"})
_COUNTS: Final = {"both": 2, "two": 2, "neither": 2, "either": 2, "three": 3}
# Role classes that stand bare for the state spoken of ("the president", "the army").
_BARE: Final = frozenset({"office", "body"})
# With one of these the state is another than the one spoken of, or a part of it.
_SHIFTING: Final = frozenset(
    "other another former outgoing incoming next new same regional local provincial different second first last rival "
    "smaller larger bigger younger older sister brotherly neighbouring neighboring fellow partner friendly host".split()
)
# Offices that bodies and provinces have too.
_OF_OTHERS: Final = frozenset(
    {"commissioner", "governor", "mayor", "secretary", "mission", "agency", "department", "house"}
)
# Codes of no one body, which a description cannot take up.
_LOOSE: Final = NOBODY | {"WEST"}
_PLACED: Final = frozenset({"in", "at"})


def _state(code: str, like: Mention | None = None) -> Mention:
    """A state that the world's knowledge gives; offsets are set when it is placed."""
    return like if like is not None else Mention(code, "GOV", None, code, 0, 0)


def _stripped(actor: Mention, sector: str | None) -> Mention:
    return dataclasses.replace(actor, sector=sector, name=None)


class Describer:
    """Finds whom a noun phrase describes. Rules are tried from the most to the least telling."""

    def __init__(self, discourse: Discourse) -> None:
        self.d = discourse
        self.heads = _heads()
        self.rules: tuple[Callable[[Token], Link | None], ...] = (
            self.latter, self.together, self.pair, self.relation, self.owned, self.role, self.body, self.state,
            self.group, self.bare,
        )  # fmt: skip

    def resolve(self, token: Token) -> Link | None:
        """Whom a noun describes, with the reason; None where no rule can tell."""
        if not {token.lower_, self.key(token), token.text} & self.heads:
            return None
        for rule in self.rules:
            link = rule(token)
            if link is not None:
                return link
        return None

    def acting(self, token: Token) -> frozenset[str]:
        """Codes of the subjects of the verb that a noun is an object of."""
        return frozenset(a.code for s in _own_subjects(token) for a in self.d.actors_at(s))

    def number(self, token: Token) -> Link | None:
        """ "Both", "the two", "all three" without a noun."""
        count = _COUNTS.get(token.lower_, 0)
        alone = token.dep_ in (*SUBJECTS, "dobj", "pobj", "dative") and not any(
            c.dep_ == "prep" for c in token.children
        )
        return self.several(token, count) if count and alone else None

    # --- what stands beside the noun ---

    def key(self, token: Token) -> str:
        """The noun's lemma in lower case."""
        return token.lemma_.lower()

    def beside(self, token: Token) -> list[Token]:
        """Adjectives and nouns before the head, theirs included."""
        return [c for c in token.children if c.dep_ in _BESIDE and c.i < token.i]

    def definite(self, token: Token) -> bool:
        """Whether it has "the" or "that"."""
        return any(c.lower_ in _DEFINITE and c.dep_ == "det" for c in token.children)

    def possessor(self, token: Token) -> tuple[Mention, ...] | None:
        """Whose it is: empty where that is told but not known, None where nothing tells."""
        for child in token.children:
            if child.dep_ == "poss":
                if child.lower_ == "whose":
                    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
                    return self.d.actors_at(clause.head) if clause is not None else ()
                phrase = self.d.at(child.i)
                return self.d.joined(phrase) if phrase is not None else self.d.actors_at(child)
        abroad = descriptions.fits("sent", self.key(token), self.d.year)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in (("of", "from") if abroad else ("of", "to", "in", "from")):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        actors = self.d.actors_at(noun)
                        if actors or child.lower_ == "of":
                            return actors
        return None

    def where(self, token: Token) -> tuple[str, Mention | None] | None:
        """The state of "here", "there" or "in Niamey" beside the noun."""
        following = self.d.doc[token.i + 1].lower_ if token.i + 1 < len(self.d.doc) else ""
        if following in _PLACED and token.i + 2 < len(self.d.doc):
            place = next((a for a in self.d.actors_at(self.d.doc[token.i + 2]) if is_state(a.code)), None)
            return (place.code, place) if place is not None else None
        if following == "here" and self.d.here:
            return self.d.here, None
        if following == "there":
            for seen in self.d.windows(token, lambda a: is_state(a.code) and a.code != self.d.here):
                if seen:
                    last = next(iter(seen.values()))
                    return last.code, last
        return None

    def nationality(self, token: Token) -> Mention | None:
        """The state of an adjective beside the noun ("Turkish")."""
        found = [a for c in self.beside(token) for a in self.d.actors_at(c)]
        return found[0] if found else None

    # --- rules ---

    def latter(self, token: Token) -> Link | None:
        """ "The latter", "the former": of the two last named before."""
        if token.lower_ not in ("latter", "former") or token.dep_ in _BESIDE:
            return None
        for seen in self.d.windows(token, lambda a: True):
            if len(seen) >= 2:
                last, before = list(seen.values())[:2]
                return Link((last if token.lower_ == "latter" else before,), f"the {token.lower_} of the two")
        return None

    def pair(self, token: Token) -> Link | None:
        """ "Both capitals", "the two sides", "all three": those spoken of, if there are so many and no more."""
        count = max((_COUNTS.get(c.lower_, 0) for c in token.children), default=0)
        level = descriptions.fits("pair", self.key(token), self.d.year)
        if token.lower_ in ("pair", "duo") and self.definite(token) and not self.beside(token):
            count, level = 2, ("state",)
        if not count or not level or self.nationality(token) is not None:
            return None
        owner = self.possessor(token)
        if owner is not None and len(owner) != 1:
            return Link(owner, "theirs") if len(owner) == count else None
        return self.several(token, count)

    def several(self, token: Token, count: int) -> Link | None:
        """So many sides lately spoken of, if no more; else the text's foremost. Who acts on them is none of them."""
        acting = frozenset(a.code for s in subjects_above(token) for a in self.d.actors_at(s))
        if token.dep_ not in SUBJECTS:
            acting |= self.acting(token)

        def side(actor: Mention) -> bool:
            return is_side(actor) and actor.sector != "IGO" and actor.code not in acting

        known = {a.code: a for m in self.d.named.values() for a in m.actors if side(a)}
        chosen = self.d.foremost(count, acting)
        if chosen and all(c in known for c in chosen):
            return Link(tuple(known[c] for c in chosen), f"the {count} that the text is about")
        for seen in self.d.windows(token, side):
            if len(seen) == count:
                return Link(tuple(seen.values()), f"the {count} last spoken of")
            if len(seen) > count:
                break
        return None

    def relation(self, token: Token) -> Link | None:
        """ "Its northern neighbour", "his counterpart", "their host": the other one, told by the relation."""
        key = self.key(token)
        keys = [f"{c.lower_} {key}" for c in self.beside(token)] + [key]
        rule = next((r for k in keys for r in descriptions.fits("relation", k, self.d.year)), None)
        if rule is None:
            return None
        owner = self.possessor(token)
        if owner is None and not self.definite(token):
            return None
        found, why = self.related(token, rule, owner or (), owner is not None)
        if not found:
            return Link((Mention(UNKNOWN, None, None, "", 0, 0),), f"{key}: another, not told") if owner else None
        return Link(tuple(_stripped(a, "GOV" if is_state(a.code) else a.sector) for a in found), f"{key}: {why}")

    def related(
        self, token: Token, rule: str, owner: tuple[Mention, ...], owned: bool
    ) -> tuple[tuple[Mention, ...], str]:
        """Who stands in a relation to the owner."""
        nation = self.nationality(token)
        if nation is not None:
            return (nation,), f"beside {nation.text}"
        codes = frozenset(a.code for a in owner)
        if rule == "coloniser":
            among = codes or frozenset(c for c in self.d.states)
            rulers = {descriptions.places()[c].coloniser for c in sorted(among) if is_state(c)} - {None} - codes
            named = {r for r in rulers if r in self.d.states} or rulers
            return self.one(named, "once ruled it")
        if rule == "sovereign":
            among = codes or frozenset(c for c in self.d.states)
            rulers = {descriptions.places()[c].sovereign for c in sorted(among) if is_state(c)} - {None} - codes
            return self.one(rulers, "its sovereign")
        if rule == "host":
            placed = self.where(token)
            if placed is not None:
                return (_state(*placed),), f"in {placed[0]}"
            if self.d.here and self.d.here not in codes:
                return (_state(self.d.here),), "the dateline's state"
        if len(codes) != 1:
            return (), ""
        if rule == "neighbour":
            (code,) = codes
            towards = next((t for c in self.beside(token) if (t := descriptions.direction(c.lower_))), None)
            beside = descriptions.neighbours(code, towards, self.d.states - codes, self.d.year)
            first = self.d.foremost(1, codes)
            found = {*beside} & {*first} or {*beside}
            return self.one(found, f"{towards} of {code}" if towards else f"beside {code}")
        other = self.d.other(token, codes)
        if other is None or rule == "ally" or self.d.foremost(1, codes) != (other.code,):
            return (), ""
        return (other,), f"the other than {owner[0].text}"

    def one(self, codes: set[str | None] | set[str], why: str) -> tuple[tuple[Mention, ...], str]:
        """The only code of a set."""
        known = sorted(c for c in codes if c)
        return ((_state(known[0]),), why) if len(known) == 1 else ((), "")

    def owned(self, token: Token) -> Link | None:
        """ "His side", "its waters": the owner."""
        if not descriptions.fits("possessed", self.key(token), self.d.year):
            return None
        owner = self.possessor(token) if any(c.dep_ == "poss" for c in token.children) else None
        return Link(tuple(_stripped(a, a.sector) for a in owner), f"{token.lower_}: {owner[0].text}") if owner else None

    def role(self, token: Token) -> Link | None:
        """A role with an owner: "its embassy", "their prime ministers", "the foreign minister here"."""
        role = self.role_of(token)
        leads = descriptions.fits("lead", self.key(token), self.d.year)
        if role is None and not leads:
            return None
        owner = self.possessor(token)
        if owner:
            whose = " and ".join(a.text for a in owner)
            made = tuple(_stripped(a, role[0] if role and is_state(a.code) else a.sector) for a in owner)
            return Link(made, f"{token.lower_}: of {whose}")
        if owner is not None or role is None:
            return None
        sector = role[0]
        place = self.where(token)
        if place is not None:
            return Link((_stripped(_state(*place), sector),), f"{token.lower_}: in {place[0]}")
        return None

    def role_of(self, token: Token) -> tuple[str | None, str] | None:
        """Sector and class of a role word."""
        role = tables.roles().get(token.lower_) or tables.roles().get(self.key(token))
        return (role[0] if role[0] not in ("", "None") else None, role[1]) if role is not None else None

    def together(self, token: Token) -> Link | None:
        """ "The West African bloc", "the UN's refugee agency": named by the words together."""
        start = token.left_edge.i
        whole = descriptions.body_named(self.d.doc[start : token.i + 1].text, self.d.year) if start < token.i else None
        return Link((_body(whole),), f"{self.key(token)}: with the words before it") if whole is not None else None

    def body(self, token: Token) -> Link | None:
        """ "The bloc", "the West African bloc", "the alliance", "the Commission"."""
        key = self.key(token)
        modifiers = [c.lower_ for c in self.beside(token)]
        if not self.definite(token):
            return None
        if not modifiers and token.text[:1].isupper():
            named = descriptions.fits("capital", token.text, self.d.year)
            if named:
                return Link((_body(named[0]),), f"the {token.text}")
        fits = descriptions.fits("body", key, self.d.year)
        if not fits or self.possessor(token):
            return None
        for seen in self.d.windows(token, lambda a: a.code in fits):
            if seen:
                return Link((next(iter(seen.values())),), f"{key}: named before") if len(seen) == 1 else None
        everywhere = {a.code: a for m in self.d.named.values() for a in m.actors if a.code in fits}
        if len(everywhere) == 1:
            return Link(tuple(everywhere.values()), f"{key}: the only one in the text")
        if everywhere:
            return None
        joined = [c for c in fits if descriptions.members().get(c, frozenset()) & self.d.states]
        return Link((_body(joined[0]),), f"{key}: of states named") if len(joined) == 1 else None

    def state(self, token: Token) -> Link | None:
        """ "The kingdom", "the island", "his country"."""
        key = self.key(token)
        fits = descriptions.fits("state", key, self.d.year) or descriptions.fits("state", token.lower_, self.d.year)
        if not fits:
            return None
        owner = self.possessor(token)
        if fits == (descriptions.ANY,) and owner and not self.shifted(token):
            return Link(tuple(_stripped(a, "GOV") for a in owner), f"{key}: of {owner[0].text}")
        if not self.definite(token) or self.nationality(token) is not None:
            return None
        regions = [r for c in self.beside(token) if (r := descriptions.fits("region", c.lower_, self.d.year))]
        if fits == (descriptions.ANY,):
            if not regions:
                return None if self.beside(token) or self.shifted(token) else self.focus(token, key, None)
            fits = tuple(c for c in regions.pop() if is_state(c))
        narrowed = [c for c in fits if all(c in r for r in regions)]
        if self.shifted(token):
            return None
        named = [c for c in narrowed if c in self.d.states or c == self.d.here]
        if len(named) == 1 or (not named and len(narrowed) == 1):
            code = (named or narrowed)[0]
            return Link((_state(code),), f"{key}: {code} is one")
        for seen in self.d.windows(token, lambda a: a.code in narrowed):
            if seen:
                return (
                    Link((_stripped(next(iter(seen.values())), "GOV"),), f"{key} named before")
                    if len(seen) == 1
                    else None
                )
        return None

    def group(self, token: Token) -> Link | None:
        """ "The rebels", "the company", "the paper": the last one named of its kind."""
        if not self.definite(token):
            return None
        sectors = descriptions.fits("group", self.key(token), self.d.year)
        if not sectors:
            return None

        def named(actor: Mention) -> bool:
            return actor.sector in sectors and actor.code not in _LOOSE

        for seen in self.d.windows(token, named):
            if seen:
                return Link((next(iter(seen.values())),), "named before") if len(seen) == 1 else None
        everywhere = {a.code: a for m in self.d.named.values() for a in m.actors if named(a)}
        return Link(tuple(everywhere.values()), "the only one in the text") if len(everywhere) == 1 else None

    def bare(self, token: Token) -> Link | None:
        """ "The president", "the army": of the state spoken of; the same words as before, of the same state."""
        role = self.role_of(token)
        if role is None or not self.definite(token) or self.shifted(token):
            return None
        sector = role[0]
        same = self.same_noun(token)
        if same:
            return Link(same, f"{token.lower_}: as before")
        few = next((f for k in self.titles(token) if (f := descriptions.fits("office", k, self.d.year))), ())
        if few:
            named = [c for c in few if c in self.d.states or c == self.d.here] or list(few)
            return (
                Link((_stripped(_state(named[0]), sector),), f"{token.lower_}: only there") if len(named) == 1 else None
            )
        if role[1] not in _BARE or token.tag_ == "NNS" or self.key(token) in _OF_OTHERS:
            return None
        return self.focus(token, token.lower_, sector)

    def titles(self, token: Token) -> list[str]:
        """The title with what belongs to it, longest first: "secretary of state", "home secretary", "secretary"."""
        key = self.key(token)
        after = self.d.doc[token.i + 1 : token.i + 3].text.lower()
        return [f"{key} {after}", *(f"{c.lower_} {key}" for c in self.beside(token)), key]

    def shifted(self, token: Token) -> bool:
        """Whether a word beside it says that another is meant than the one spoken of."""
        return any(c.lower_ in _SHIFTING for c in token.children)

    def same_noun(self, token: Token) -> tuple[Mention, ...]:
        """The actors of the same noun before, where they are the same each time."""
        found: dict[frozenset[str], tuple[Mention, ...]] = {}
        for back in range(REACH + 1):
            for phrase in self.d.before(token, back):
                if phrase.actors and self.d.doc[phrase.head].lemma_ == token.lemma_:
                    found.setdefault(phrase.codes, phrase.actors)
        return next(iter(found.values())) if len(found) == 1 else ()

    def focus(self, token: Token, word: str, sector: str | None) -> Link | None:
        """The state that is spoken of: the only one of the last sentences."""
        sector = sector or "GOV"
        for seen in self.d.windows(token, lambda a: is_state(a.code)):
            if seen:
                if len(seen) > 1:
                    return None
                only = next(iter(seen.values()))
                if token.dep_ not in SUBJECTS and only.code in self.acting(token):
                    return None
                return Link((_stripped(only, sector),), f"{word}: of {only.text}, the only state before")
        if self.d.here:
            return Link((_stripped(_state(self.d.here), sector),), f"{word}: of the dateline's state")
        return None


@functools.lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Nouns that some rule reads; others are passed over at once."""
    return descriptions.heads() | tables.roles().keys() | {"latter", "former"}


def _body(code: str) -> Mention:
    return Mention(code, "JUD" if code in ("ICJ", "ICC", "ECHR") else "IGO", None, code, 0, 0)


def _own_subjects(token: Token) -> list[Token]:
    """The subjects of the verb that a noun is an object of."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return [c for c in verb.children if c.dep_ in SUBJECTS and token not in c.subtree] if verb is not None else []
