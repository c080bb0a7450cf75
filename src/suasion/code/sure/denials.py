"""Denials that stand away from what they deny: "Tehran called the report nonsense".

A denial is linked to the acts told before it in the text (or later in the same sentence) that
somebody claims of the denier or that touch him, the nearest sentence first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.sure.silences import silent_subject
from suasion.code.sure.status import context_of, stands
from suasion.lexicon import sure as lexicon
from suasion.types import AUTHOR, UNKNOWN, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.says import Relation, Relations
    from suasion.code.who import Actors
    from suasion.lexicon.sure import SureLexicon
    from suasion.parse import Parsed

# How many sentences back a denied act may stand (2026-11: a claim and its denial are told close by).
_REACH: Final = 3
# Under an object or clause, where what is called false may be named ("called the report nonsense").
_NAMING: Final = frozenset({"nsubj", "nsubjpass", "compound"})


@dataclass(frozen=True, slots=True)
class Act:
    """A candidate act: its head token, type, and the bare codes of its actors."""

    head: int
    type: str
    source: frozenset[str]
    target: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Denial:
    """Who denies, where, and with what words."""

    at: int
    codes: frozenset[str]
    made: tuple[Attribution, ...]
    rebuts: bool = False


def find_denials(
    parsed: Parsed, actors: Actors | None, relations: Relations, acts: Sequence[Act]
) -> dict[int, tuple[Attribution, ...]]:
    """Attributions that acts get from denials (CT-) and refusals to comment (Uu) elsewhere, by the act's head.

    Acts inside the denial's own content are left to `stands`. Two reports of one act of which one
    is denied lend each other their sources' stands only where the types and actors agree.
    """
    if not acts:
        return {}
    starts = [s.start for s in parsed.doc.sents]
    in_order = sorted(acts, key=lambda act: act.head)
    found: dict[int, dict[tuple[str, str], Attribution]] = {}
    tellers = (*_denials(parsed, actors, relations), *_rebuttals(parsed, relations), *_silences(parsed, actors))
    for denial in tellers:
        for act in _denied_by(denial, parsed, actors, relations, in_order, starts):
            for attribution in denial.made:
                found.setdefault(act.head, {}).setdefault((attribution.source, attribution.value), attribution)
    _cross(parsed, actors, relations, acts, found)
    return {head: tuple(made.values()) for head, made in sorted(found.items())}


def _denials(parsed: Parsed, actors: Actors | None, relations: Relations) -> Iterator[_Denial]:
    words = lexicon.load()
    for token in parsed.doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        lemma = token.lemma_.lower()
        if lemma in words.denials["verbs"]:
            denied = _points_back(token, words)
        elif lemma in words.denials["dismissals"]:
            denied = _dismisses(token, words)
        elif lemma == "be":
            denied = _is_false(token, words)
        else:
            continue
        if denied and not any(c.dep_ == "neg" for c in token.children):
            yield from _by(token, parsed, actors, relations)


def _silences(parsed: Parsed, actors: Actors | None) -> Iterator[_Denial]:
    """Those who would not comment on what is claimed: they commit themselves to nothing."""
    words = lexicon.load()
    for token in parsed.doc:
        subject = silent_subject(token, words)
        mention = actors.at(subject.i) if actors is not None and subject is not None else None
        if mention is not None:
            made = tuple(Attribution(a.code, "Uu", a.sector, a.text, token.text) for a in mention.actors)
            yield _Denial(token.i, frozenset(a.source for a in made), made)


def _rebuttals(parsed: Parsed, relations: Relations) -> Iterator[_Denial]:
    """ "They shot at nothing, says Maputo": a negative statement by one of whom something is claimed."""
    for relation in relations.relations:
        if not relation.scoped or relation.act not in ("say", "believe") or relation.source is None:
            continue
        inside = frozenset(relation.content_tokens)
        tops = [
            i
            for i in relation.content_tokens
            if parsed.doc[i].pos_ in ("VERB", "AUX")
            and (parsed.doc[i].head.i not in inside or parsed.doc[i].dep_ == "ROOT")
        ]
        if not tops:
            continue
        made = stands(parsed, None, relations, tops[0])
        plain = context_of(parsed, relations, tops[0]).mode == "fact"
        if plain and len(made) > 1 and made[-1].value.endswith("-"):
            codes = frozenset(a.code for a in relation.source.actors)
            own = tuple(a for a in made if a.source in codes)
            if own:
                yield _Denial(tops[0], codes, own, rebuts=True)


def _objects(verb: Token) -> list[Token]:
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    made = [c for c in verb.children if c.dep_ in (("nsubjpass",) if passive else ("dobj", "obj"))]
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("off", "at", "away", "aside"):
            made += [c for c in prep.children if c.dep_ == "pobj"]
    return made


def _points_back(verb: Token, words: SureLexicon) -> bool:
    """ "denied it", "denied the charge", "denied any role", or "denied" alone."""
    if any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return False
    objects = _objects(verb)
    if not objects:
        return verb.lemma_.lower() == "deny"
    return any(o.lower_ in words.denials["pronouns"] or o.lemma_.lower() in words.denials["tellings"] for o in objects)


def _dismisses(verb: Token, words: SureLexicon) -> bool:
    """ "dismissed the allegations", "called it a lie": a telling turned down or named false."""
    false = any(
        t.lower_ in words.denials["verdicts"] or t.lemma_.lower() in words.denials["verdicts"]
        for t in verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
    )
    objects = _objects(verb)
    for found in [*objects, *(c for c in verb.children if c.dep_ == "ccomp")]:
        inner = [found, *(c for c in found.children if c.dep_ in _NAMING)]
        if any(t.lemma_.lower() in words.denials["tellings"] for t in inner):
            return false or verb.lemma_.lower() in (
                "dismiss",
                "reject",
                "discount",
                "brush",
                "laugh",
                "shrug",
                "wave",
                "deride",
            )
        if false and any(t.lower_ in words.denials["pronouns"] for t in inner):
            return True
    return False


def _is_false(copula: Token, words: SureLexicon) -> bool:
    """ "the reports are baseless", said by somebody."""
    subject = next((c for c in copula.children if c.dep_ == "nsubj"), None)
    verdict = next((c for c in copula.children if c.dep_ in ("acomp", "attr")), None)
    if subject is None or verdict is None:
        return False
    told = subject.lemma_.lower() in words.denials["tellings"] or subject.lower_ in ("it", "this", "that")
    return told and verdict.lemma_.lower() in words.denials["verdicts"]


def _by(token: Token, parsed: Parsed, actors: Actors | None, relations: Relations) -> Iterator[_Denial]:
    relation = relations.by_cue(token.i)
    if relation is None or (relation.source is None and not relation.source_tokens):
        chain = relations.at(token.i)
        relation = chain[-1] if chain and token.lemma_ == "be" else relation
    sources: list[Attribution] = []
    text = parsed.document.text
    cue = text[token.idx : token.idx + len(token)]
    if relation is not None and relation.source is not None:
        words = _phrase(relation, parsed)
        sources = [Attribution(a.code, "CT-", a.sector, words, cue) for a in relation.source.actors]
    else:
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        mention = actors.at(subject.i) if actors is not None and subject is not None else None
        if mention is not None:
            sources = [Attribution(a.code, "CT-", a.sector, a.text, cue) for a in mention.actors]
        elif token.lemma_ != "be" and subject is not None:
            words = _phrase(relation, parsed) if relation is not None else subject.text
            sources = [Attribution(UNKNOWN, "CT-", None, words, cue)]
    if sources:
        yield _Denial(token.i, frozenset(s.source for s in sources), tuple(sources))


def _phrase(relation: Relation, parsed: Parsed) -> str | None:
    if not relation.source_tokens:
        return None
    first, last = parsed.doc[relation.source_tokens[0]], parsed.doc[relation.source_tokens[-1]]
    return parsed.document.text[first.idx : last.idx + len(last)]


def _denied_by(
    denial: _Denial,
    parsed: Parsed,
    actors: Actors | None,
    relations: Relations,
    acts: Sequence[Act],
    starts: list[int],
) -> list[Act]:
    """The acts, given in text order, of the nearest sentence that the denial can be about."""
    here = bisect_right(starts, denial.at) - 1
    by_sentence: dict[int, list[Act]] = {}
    first = bisect_left(acts, starts[max(0, here - _REACH)], key=lambda act: act.head)
    last = bisect_left(acts, starts[here + 1], key=lambda act: act.head) if here + 1 < len(starts) else len(acts)
    for act in acts[first:last]:
        sentence = bisect_right(starts, act.head) - 1
        if act.head != denial.at and _may_be_denied(denial, act, parsed, actors, relations):
            by_sentence.setdefault(sentence, []).append(act)
    return by_sentence[max(by_sentence)] if by_sentence else []


def _may_be_denied(denial: _Denial, act: Act, parsed: Parsed, actors: Actors | None, relations: Relations) -> bool:
    if context_of(parsed, relations, act.head).mode != "fact":
        return False
    made = stands(parsed, actors, relations, act.head)
    if any(a.source in denial.codes for a in made):
        return False  # he has said where he stands on it
    author = next(a.value for a in made if a.source == AUTHOR)
    claimed = author == "Uu" and any(a.value.endswith("+") for a in made)
    about = bool(denial.codes & act.source) or (UNKNOWN in denial.codes and claimed)
    if denial.rebuts:
        return claimed and bool(denial.codes & act.source)
    return claimed and (about or bool(denial.codes & act.target))


def _cross(
    parsed: Parsed,
    actors: Actors | None,
    relations: Relations,
    acts: Sequence[Act],
    found: dict[int, dict[tuple[str, str], Attribution]],
) -> None:
    """Two reports of one act, claimed here and denied there, lend each other their stands."""
    told = [(act, made) for act in acts if (made := _open_claims(parsed, actors, relations, act.head))]
    shared: dict[tuple[str, str, str], dict[tuple[str, str], list[tuple[int, int]]]] = {}
    for place, (act, made) in enumerate(told):
        for key in _pairs(act):
            for number, attribution in enumerate(made):
                # Two reports that say the same are enough: one that is not the act's own is always among them.
                seats = shared.setdefault(key, {}).setdefault((attribution.source, attribution.value), [])
                if len(seats) < 2 and all(told[seat][0].head != act.head for seat, _ in seats):
                    seats.append((place, number))
    for one, made in told:
        signs = {a.value.endswith("-") for a in made}
        others = {seat for key in _pairs(one) for seats in shared[key].values() for seat in seats}
        for place, number in sorted(others):
            other, stand = told[place][0], told[place][1][number]
            if other.head != one.head and (not stand.value.endswith("-")) in signs:
                found.setdefault(one.head, {}).setdefault((stand.source, stand.value), stand)


def _pairs(act: Act) -> list[tuple[str, str, str]]:
    return [(act.type, source, target) for source in sorted(act.source) for target in sorted(act.target)]


def _open_claims(parsed: Parsed, actors: Actors | None, relations: Relations, head: int) -> list[Attribution]:
    """What sources other than the author claim or deny of an act that the author leaves open."""
    made = stands(parsed, actors, relations, head)
    if made[0].value != "Uu" or context_of(parsed, relations, head).mode != "fact":
        return []
    return [a for a in made[1:] if a.value != "Uu"]
