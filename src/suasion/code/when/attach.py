"""Which time expression dates an act: its own clause's first, then its governors', then the sentence's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.when.find import Dates, TimeMention
    from suasion.parse import Parsed
    from suasion.types import When

# How many clauses up a date is looked for.
_MAX_CLIMB: Final = 4
_CLAUSES: Final = frozenset({"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis"})


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    while token.dep_ not in _CLAUSES and token.head is not token:
        token = token.head
    return token


def _in_sentence(parsed: Parsed, dates: Dates, token: Token) -> list[tuple[TimeMention, Token]]:
    sentence = token.sent
    return [(m, _clause(parsed.doc[m.token])) for m in dates.mentions if sentence.start <= m.token < sentence.end]


def date_of(parsed: Parsed, dates: Dates, token_index: int) -> When | None:
    """The date of the act whose head is that token, or None where the text does not say."""
    token = parsed.doc[token_index]
    here = _in_sentence(parsed, dates, token)
    usable = [(m, c) for m, c in here if m.when is not None and not m.bound]
    if not usable:
        return None
    own = _clause(token)
    climbed = 0
    while climbed <= _MAX_CLIMB:
        fitting = [m for m, clause in usable if clause.i == own.i]
        if fitting:
            return min(fitting, key=lambda m: abs(m.token - token_index)).when
        if own.head is own:
            break
        own, climbed = _clause(own.head), climbed + 1
    return _from_below(usable, _clause(token)) or (usable[0][0].when if len(usable) == 1 else None)


def _from_below(usable: list[tuple[TimeMention, Token]], own: Token) -> When | None:
    """The date of a clause coordinated below ("pardoned and sent home on Monday")."""
    for mention, clause in usable:
        if clause.dep_ == "conj" and _clause(clause.head).i == own.i:
            return mention.when
    return None


def deadline_of(parsed: Parsed, dates: Dates, token_index: int) -> When | None:
    """The day by which a demand is to be met, where the sentence states one."""
    token = parsed.doc[token_index]
    bounds = [m for m, _ in _in_sentence(parsed, dates, token) if m.bound and m.when and m.token > token_index]
    return bounds[0].when if bounds else None
