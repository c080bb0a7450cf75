"""How an act hangs on what governs it: the governor and the frame's name, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.lexicon.sure import Signature, SureLexicon

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_ASKED: Final = frozenset({"what", "whatever", "why", "how", "where", "when", "who"})
_LINKS: Final = frozenset({"prep", "pcomp", "pobj", "agent", "dative", "prt"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_DEFINITE: Final = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "both",
        "such",
    }
)


@dataclass(frozen=True, slots=True)
class Edge:
    """One step up: `kind` is clause, nominal, relative, adverbial, mod or through."""

    governor: Token
    frames: tuple[str, ...]
    kind: str
    prep: Token | None = None


def has_subject(token: Token) -> bool:
    """Whether a clause has a subject of its own."""
    return any(c.dep_ in _SUBJECTS for c in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _has_auxiliary(token: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in token.children)


def _clause_frames(token: Token) -> tuple[str, ...]:
    if is_infinitive(token):
        return ("inf", "ccomp")
    if token.tag_ == "VBG" and not _has_auxiliary(token):
        return ("ing", "ccomp")
    if token.tag_ == "VB" and has_subject(token) and not _has_auxiliary(token):
        return (
            ("subjunctive", "ccomp", "that")
            if any(c.dep_ == "mark" for c in token.children)
            else ("ccomp", "inf", "that")
        )
    return ("that", "ccomp")


def edge(token: Token) -> Edge | None:
    """The step from a word to its governor; None at the root. Coordination is resolved before."""
    governor, dep = token.head, token.dep_
    if governor == token or dep == "ROOT":
        return None
    if dep in ("ccomp", "advcl", "parataxis") and _parted_by_semicolon(token, governor):
        return None
    if dep in ("ccomp", "xcomp", "csubj"):
        return Edge(governor, _clause_frames(token), "clause")
    if dep == "acl":
        return _acl(token, governor)
    if dep == "relcl":
        return Edge(governor, (), "relative")
    if dep == "advcl":
        if any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
            return Edge(governor, ("that",), "clause")  # "improbable that …", hung loosely
        frames = ("inf", "ccomp") if is_infinitive(token) else ("ing",) if _follows(token, governor) else ()
        return Edge(governor, frames, "adverbial")
    if dep in ("pobj", "pcomp"):
        return _under_preposition(token, governor)
    if dep in ("dobj", "obj", "dative"):
        return Edge(governor, ("obj", "dobj"), "nominal")
    if dep in ("attr", "oprd", "acomp"):
        return Edge(governor, ("attr",), "through" if governor.lemma_ in ("be", "become", "remain") else "nominal")
    if dep in ("nsubj", "nsubjpass"):
        passive = dep == "nsubjpass"
        return Edge(governor, ("obj", "dobj") if passive else ("subj",), "nominal")
    if dep in ("compound", "nmod", "amod", "npadvmod", "nummod"):
        return Edge(governor, ("mod",), "mod")
    if dep == "poss":
        return Edge(governor, (), "nominal")
    return Edge(governor, (), "through")


def _parted_by_semicolon(token: Token, governor: Token) -> bool:
    """ "Cargill stopped buying; others would not comment": two sentences, whatever the tree says."""
    after = token.right_edge.i + 1
    before = token.left_edge.i - 1
    if token.i < governor.i:
        return after < len(token.doc) and token.doc[after].text == ";"
    return before >= 0 and ";" in (token.doc[before].text, token.left_edge.text)


def asks_what(token: Token) -> bool:
    """ "what its bombers destroyed", "how they attacked": a clause that takes its act for granted."""
    return any(
        c.i < token.i and c.lower_ in _ASKED and c.dep_ in ("dobj", "nsubj", "nsubjpass", "advmod", "attr")
        for c in token.children
    )


def _follows(token: Token, governor: Token) -> bool:
    """ "ruled out sending": a gerund right behind its verb is its complement, whatever the tree says."""
    return token.tag_ == "VBG" and 0 < token.left_edge.i - governor.i <= 2 and token.left_edge == token


def _acl(token: Token, governor: Token) -> Edge:
    if is_infinitive(token):
        return Edge(governor, ("inf",), "clause")
    if has_subject(token):
        return Edge(governor, ("that",), "clause")
    return Edge(governor, (), "relative")


def _under_preposition(token: Token, prep: Token) -> Edge | None:
    top = prep
    while top.head != top and (
        (top.dep_ in _LINKS and top.pos_ in ("ADP", "SCONJ", "PART"))
        or (top.dep_ in ("advmod", "prt") and top.pos_ in ("ADV", "ADP"))  # "stopped short of"
    ):
        top = top.head
    if top == prep:
        return None
    kind = "prep" if token.dep_ == "pcomp" else "nominal"
    frames = (prep.lower_,) if prep.dep_ != "agent" else ()
    return Edge(top, frames, kind, prep)


def part_of(token: Token) -> str:
    """The part of speech under which signatures are kept."""
    if token.pos_ in ("VERB", "AUX"):
        return "v"
    if token.pos_ in _NOMINAL:
        return "n"
    return "a" if token.pos_ == "ADJ" else "r"


def signature_of(governor: Token, frames: tuple[str, ...], lexicon: SureLexicon) -> Signature | None:
    """The signature of a governor for the first frame that it has one for."""
    part = part_of(governor)
    lemma = governor.lemma_.lower()
    parts = (part, "a") if governor.tag_ in ("VBN", "JJ") and part == "v" else (part,)
    for p in parts:
        words = [lemma] if p == part else [governor.lower_]
        particles = lexicon.particles.get((p, lemma), ())
        if particles:
            near = {
                c.lower_: c for c in governor.children if c.dep_ in ("prt", "prep", "advmod", "acomp", "dobj", "oprd")
            }
            words = [f"{lemma} {w}" for w in particles if w in near] + words
        if lemma == "go" and governor.tag_ == "VBG" and any(c.lemma_ == "be" for c in governor.children):
            words = ["be going", *words]
        for word in words:
            for frame in frames if " " not in word else (*frames, "obj", "inf", "ing"):
                found = lexicon.signatures.get((p, word, frame))
                if found is not None:
                    return found
    return None


def is_definite(noun: Token) -> bool:
    """Whether a noun phrase points to something known: an article, a possessor, a name."""
    if noun.pos_ == "PROPN":
        return True
    return any((c.dep_ in ("det", "predet") and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in noun.children)
