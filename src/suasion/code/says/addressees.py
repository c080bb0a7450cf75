"""Whom a speaker speaks to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.who import Actors
    from suasion.lexicon.says import SaysLexicon

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
# "told it", "told him that": only words for people hear; "told the truth" is kept out by what follows it.
_NOT_HEARERS: Final = frozenset({"it", "that", "this", "what", "which", "so", "truth", "lie", "story", "tale"})


def addressee_of(verb: Token, lexicon: SaysLexicon, actors: Actors | None) -> Token | None:
    """The head word of whom the cue `verb` is said to; None where nobody is named.

    Behind a preposition only an actor is a hearer ("said to loud applause" has none).
    """
    frames = lexicon.addressees.get(verb.lemma_.lower(), frozenset())
    for child in verb.children:
        dep = child.dep_
        if dep in ("dobj", "dative", "nsubjpass") and child.pos_ in _NOMINAL and "obj" in frames:
            if child.lemma_.lower() not in _NOT_HEARERS:
                return child
        elif dep in ("ccomp", "xcomp") and "inf" in frames and any(c.tag_ == "TO" for c in child.children):
            subject = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                return subject
        elif dep in ("prep", "dative") and child.lower_ in frames:
            heard = next((c for c in child.children if c.dep_ == "pobj"), None)
            if heard is not None and actors is not None and actors.at(heard.i) is not None:
                return heard
    return None
