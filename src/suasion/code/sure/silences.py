"""Who would say nothing of what is claimed: "Baku declined to comment", "had no comment", "did not respond"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.lexicon.sure import SureLexicon

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def silent_subject(token: Token, words: SureLexicon) -> Token | None:
    """The word for who keeps silent by this verb or noun; None when nobody does."""
    if token.pos_ == "NOUN":
        none_had = token.dep_ == "dobj" and token.head.lemma_ == "have"
        none_had = none_had and any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)
        return _subject(token.head) if none_had and token.lemma_.lower() in words.denials["silent"] else None
    if token.lemma_.lower() not in words.denials["silent"]:
        return None
    if any(c.dep_ == "neg" or c.lower_ == "neither" for c in token.children):
        return _subject(token)
    declined = token.dep_ == "xcomp" and token.head.lemma_.lower() in words.denials["declining"]
    negated = any(c.dep_ == "neg" for c in token.head.children)
    return _subject(token.head) if declined and not negated else None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
