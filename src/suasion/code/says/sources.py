"""Whose words they are: the phrase that names a cue's source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from suasion.code.says.spans import phrase
from suasion.code.who import ActorMention, who_is
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.acts.frames import Frames
    from suasion.code.says.relation import Draft
    from suasion.code.who import Actors
    from suasion.lexicon.says import SaysLexicon
    from suasion.parse import Parsed

_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_PRESS: Final = "MED"
_STATE: Final = "GOV"
# The length of a country's code.
_COUNTRY: Final = 3
# Empty subjects: "it is believed that", "there are fears".
EMPTY: Final = frozenset({"it", "there"})


def _own_subject(verb: Token) -> Token | None:
    passive = False
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj"):
            return child
        passive = passive or child.dep_ in ("nsubjpass", "auxpass")
    if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        for child in verb.children:
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, so that its subject is no source."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def subject_of(verb: Token, frames: Frames) -> tuple[Token | None, Token | None]:
    """The word that names the source, and what it stands for where it is a relative pronoun."""
    subject = _own_subject(verb)
    if subject is None and not is_passive(verb):
        inherited = frames.of(verb).subj
        return (inherited[0] if inherited else _of_clause_before(verb)), None
    if subject is not None and subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return subject, verb.head
    return subject, None


def _of_clause_before(verb: Token) -> Token | None:
    """ "The ministry called it baseless, said it …": the tree hangs the first clause below the second."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    for child in verb.lefts:
        if child.dep_ == "ccomp":
            return next((c for c in child.children if c.dep_ == "nsubj"), None)
    return None


def set_source(draft: Draft, subject: Token | None, antecedent: Token | None) -> None:
    """Write the source's phrase into the draft; an empty subject is none."""
    if subject is None or subject.dep_ == "expl" or (draft.act == "seem" and subject.lower_ in EMPTY):
        return
    draft.source_head = subject.i
    draft.antecedent = antecedent.i if antecedent is not None else -1
    draft.source = tuple(range(*phrase(subject)))


def resolve(draft: Draft, actors: Actors | None, parsed: Parsed, lexicon: SaysLexicon) -> ActorMention | None:
    """The actor that the source's phrase stands for: its head word's, else the first within it.

    The press of a country, analysts and rumours have codes of their own, whatever country is named beside them.
    """
    if draft.source_head < 0:
        return None
    heads = (draft.antecedent, draft.source_head)
    found = actor_of((*heads, *draft.source), actors)
    if found is not None and found.actors[0].sector == _PRESS:
        return _with_code(found, _press_of(found.actors[0].code))
    head = parsed.doc[draft.antecedent if draft.antecedent >= 0 else draft.source_head]
    if found is None and actors is not None and _is_official(head, lexicon):
        return _from_dateline(head, parsed, lexicon)
    known = actor_of(heads, actors)
    kind = lexicon.voices.get(head.lemma_.lower()) or lexicon.voices.get(head.lower_)
    if actors is None or kind is None or (known is not None and known.kind in ("name", "pronoun")):
        return found
    if found is not None:
        return _with_code(found, _press_of(found.actors[0].code) if kind == "MEDIA" else kind)
    text = parsed.document.text[head.idx : head.idx + len(head)]
    named = Mention(
        kind, _PRESS if kind == "MEDIA" else None, None, text, head.idx, head.idx + len(head), "kind of voice"
    )
    return ActorMention(head.i, head.i + 1, head.i, (named,), "collective")


def _is_official(head: Token, lexicon: SaysLexicon) -> bool:
    return head.lemma_.lower() in lexicon.officials or head.lower_ in lexicon.officials


def _from_dateline(head: Token, parsed: Parsed, lexicon: SaysLexicon) -> ActorMention | None:
    """A country's official by the capital that the text is written from; a seat of many bodies tells nothing."""
    place = parsed.dateline.text.split(",")[0].strip() if parsed.dateline is not None else ""
    if not place or place.lower() in lexicon.seats:
        return None
    home = who_is(place, parsed.document.date)
    if home.sector != _STATE:
        return None
    end = head.idx + len(head)
    named = Mention(home.code, _STATE, None, parsed.document.text[head.idx : end], head.idx, end, f"dateline {place}")
    return ActorMention(head.i, head.i + 1, head.i, (named,), "role")


def _press_of(code: str) -> str:
    """The code of a country's press; a code that names no country stands for the press alone."""
    return f"{code} MEDIA" if len(code) == _COUNTRY and code.isalpha() else code if "MEDIA" in code else "MEDIA"


def _with_code(mention: ActorMention, code: str) -> ActorMention:
    first = mention.actors[0]
    sector = _PRESS if "MEDIA" in code else None
    return replace(mention, actors=(replace(first, code=code, sector=sector),), kind="collective")


def actor_of(tokens: Iterable[int], actors: Actors | None) -> ActorMention | None:
    """The actor of the first of these tokens that names one, other than as a place; -1 is no token."""
    if actors is None:
        return None
    for i in tokens:
        mention = actors.at(i) if i >= 0 else None
        if mention is not None and mention.actors and not mention.locative:
            return mention
    return None
