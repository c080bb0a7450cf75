"""Whose words they are: the phrase that names a cue's source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from suasion.code.says.spans import phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.acts.frames import Frames
    from suasion.code.says.relation import Draft
    from suasion.code.who import ActorMention, Actors

_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
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
        subject = inherited[0] if inherited else None
        return subject, None
    if subject is not None and subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return subject, verb.head
    return subject, None


def set_source(draft: Draft, subject: Token | None, antecedent: Token | None) -> None:
    """Write the source's phrase into the draft; an empty subject is none."""
    if subject is None or subject.dep_ == "expl" or (draft.act == "seem" and subject.lower_ in EMPTY):
        return
    draft.source_head = subject.i
    draft.antecedent = antecedent.i if antecedent is not None else -1
    draft.source = tuple(range(*phrase(subject)))


def resolve(draft: Draft, actors: Actors | None) -> ActorMention | None:
    """The actor that the source's phrase stands for: its head word's, else the first within it."""
    if draft.source_head < 0:
        return None
    return actor_of((draft.antecedent, draft.source_head, *draft.source), actors)


def actor_of(tokens: Iterable[int], actors: Actors | None) -> ActorMention | None:
    """The actor of the first of these tokens that names one; -1 is no token."""
    if actors is None:
        return None
    for i in tokens:
        mention = actors.at(i) if i >= 0 else None
        if mention is not None and mention.actors:
            return mention
    return None
