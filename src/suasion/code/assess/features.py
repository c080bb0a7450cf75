"""What a sentence shows that may betray a judgement: cues, grammar, and how the text argues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from suasion.code.says import Relations
    from suasion.lexicon.assess import Cue
    from suasion.types import FactValue

_FIRST_PERSON: Final = frozenset({"i", "we", "our", "my", "us", "me"})
_COPULAS: Final = frozenset({"be", "become", "remain", "seem", "look", "appear"})
_COMPARED: Final = frozenset({"JJR", "JJS", "RBR", "RBS"})
_ABOUT: Final = frozenset({"that", "this", "it", "what", "which"})
# Words up to which a sentence is short, and from which it is long (2026-11, by the gold's quartiles).
_SHORT: Final = 9
_LONG: Final = 26
# Shares of arguing sentences from which a text is taken to argue (2026-11).
_ARGUES: Final = 0.25


@dataclass(frozen=True, slots=True)
class Tone:
    """How a whole text talks: the share of sentences that argue rather than tell."""

    argues: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with its features and the cues found, by class."""

    start: int
    end: int
    features: tuple[str, ...]
    cues: Mapping[str, tuple[int, FactValue]]
    root: int


def tone_of(doc: Doc, relations: Relations) -> Tone:
    """Measure the text: questions, first person outside quotations, present-tense copulas."""
    total = arguing = 0
    for sentence in doc.sents:
        if sentence.end - sentence.start < 3:
            continue
        total += 1
        quoted = bool(relations.at(sentence.root.i))
        asks = any(t.text == "?" for t in sentence[-2:])
        personal = any(t.lower_ in _FIRST_PERSON for t in sentence)
        root = sentence.root
        arguing += (asks or personal or (root.lemma_ in _COPULAS and root.tag_ in ("VBZ", "VBP"))) and not quoted
    return Tone(total > 0 and arguing / total >= _ARGUES)


def _cues_in(sentence: Span, lexicon: Mapping[str, tuple[Cue, ...]]) -> dict[str, tuple[int, FactValue]]:
    found: dict[str, tuple[int, FactValue]] = {}
    doc = sentence.doc
    for token in sentence:
        for key in {token.lower_: 0, token.lemma_.lower(): 0}:
            for cue in lexicon.get(key, ()):
                if cue.group not in found and _matches(doc, token.i, sentence.end, cue.words):
                    found[cue.group] = (token.i, cue.value)
    return found


def _matches(doc: Doc, at: int, end: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > end:
        return False
    return all(doc[at + n].lower_ == word or doc[at + n].lemma_.lower() == word for n, word in enumerate(words[1:], 1))


def _tense(root: Token) -> str:
    for child in root.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return "modal"
        if child.dep_ == "aux" and child.lemma_ == "have":
            return "perfect"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(root.tag_, "other")


def _grammar(sentence: Span, relations: Relations) -> list[str]:
    root = sentence.root
    words = sum(1 for t in sentence if t.is_alpha)
    made = [f"tense={_tense(root)}"]
    if root.lemma_ in _COPULAS:
        made.append("copula")
        made += [f"copula={c.pos_.lower()}" for c in root.children if c.dep_ in ("acomp", "attr")][:1]
    if words <= _SHORT:
        made.append("short")
    elif words >= _LONG:
        made.append("long")
    tags = {t.tag_ for t in sentence}
    if tags & _COMPARED:
        made.append("compared")
    if any(t.text == "?" for t in sentence[-2:]):
        made.append("question")
        made.append(f"question={sentence[0].lower_}" if sentence[0].tag_ in ("WRB", "WP", "MD") else "question=other")
    if any(t.dep_ == "neg" for t in sentence):
        made.append("negated")
    if any(t.ent_type_ in ("DATE", "TIME") for t in sentence):
        made.append("dated")
    if any(t.ent_type_ in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY") for t in sentence):
        made.append("counted")
    if any(t.lower_ in _FIRST_PERSON for t in sentence):
        made.append("first person")
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl")), None)
    if subject is not None:
        kind = subject.ent_type_ or ("that" if subject.lower_ in _ABOUT else subject.pos_.lower())
        made.append(f"subject={kind}")
    if sentence[0].lower_ in ("but", "yet", "still", "so", "and"):
        made.append("connected")
    chain = relations.at(root.i)
    if chain:
        made.append("told")
        made.append("quoted" if chain[-1].direct else f"told={chain[-1].act}")
    cue = relations.by_cue(root.i)
    if cue is not None:
        made.append(f"tells={cue.act}")
    return made


def _words(sentence: Span) -> list[str]:
    """Common words as features of their own; names and numbers would only remember the texts."""
    return [
        f"word={t.lemma_.lower()}"
        for t in sentence
        if t.is_alpha and not t.ent_type_ and t.pos_ not in ("PROPN", "NUM")
    ]


def units_of(doc: Doc, relations: Relations, lexicon: Mapping[str, tuple[Cue, ...]]) -> list[Unit]:
    """Every sentence of more than two words, with its features, in text order."""
    tone = tone_of(doc, relations)
    made = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if sum(1 for t in doc[start:end] if t.is_alpha) < 3:
            continue
        stretch = doc[start:end]
        cues = _cues_in(stretch, lexicon)
        features = [*_grammar(stretch, relations), *(f"cue={g}" for g in cues)]
        features += _words(stretch)
        features.append("argues" if tone.argues else "tells")
        made.append(Unit(start, end, tuple(sorted(set(features))), cues, stretch.root.i))
    return made
