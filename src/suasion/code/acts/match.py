"""Find the words that report an act: patterns of the lexicon over the tree, one pass a sentence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.acts.frames import Frame, Frames
from suasion.lexicon.acts import ActLexicon, Pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PART_OF: Final = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
# How many tokens after the head a further word of a pattern may stand when the tree does not link it.
_WINDOW: Final = 6
# How deep under the head a further word may hang.
_DEPTH: Final = 3
# Tokens from the last part of a hyphenated word back to its first.
_PARTED: Final = 2
_LOOSE_PARTS: Final = frozenset({"ADP", "ADV", "PART"})
_TRUST_ORDER: Final = {"high": 0, "mid": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: its head token and the tokens of its further words."""

    pattern: Pattern
    head: Token
    words: tuple[Token, ...]
    linked: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Head and words in text order."""
        return tuple(sorted((self.head, *self.words), key=lambda t: t.i))


def lemma_of(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def _hyphenated(token: Token) -> tuple[str, ...]:
    """The whole word where the tokenizer parted it at its hyphen: "cease-fire", also as "ceasefire"."""
    if token.i < _PARTED or token.nbor(-1).text != "-":
        return ()
    first, hyphen = token.nbor(-_PARTED), token.nbor(-1)
    if first.whitespace_ or hyphen.whitespace_:
        return ()
    return tuple(f"{first.lower_}{link}{lemma_of(token)}" for link in ("-", ""))


def _spellings(token: Token) -> frozenset[str]:
    """What a row of the lexicon may call a token: its lemma, as it is written, and parted at no hyphen."""
    return frozenset((lemma_of(token), token.lower_, *_hyphenated(token)))


def parts_of(token: Token) -> tuple[str, ...]:
    """Which parts of speech a token may serve as; the small model confuses some."""
    if token.dep_ in ("aux", "auxpass") and token.lemma_ in ("have", "be", "do", "get"):
        return ()
    if token.dep_ == "amod":
        return ("adjective",)  # "the alleged request" tells of no alleging
    part = _PART_OF.get(token.pos_)
    if part == "adjective" and token.tag_ in ("VBN", "VBG", "JJ"):
        return (
            ("adjective", "verb")
            if token.dep_ in ("acomp", "ROOT", "conj", "advcl", "acl", "ccomp")
            else ("adjective",)
        )
    if part == "verb" and token.tag_ in ("VBN", "VBG"):
        return ("verb", "adjective", "noun") if token.tag_ == "VBG" else ("verb", "adjective")
    return (part,) if part else ()


def _neighbourhood(head: Token, sentence_end: int) -> list[tuple[Token, bool]]:
    """Tokens that a pattern's further words may be, with whether the tree links them."""
    linked: dict[int, Token] = {}
    layer = [head]
    for _ in range(_DEPTH):
        layer = [c for t in layer for c in t.children if c.dep_ not in ("relcl", "punct")]
        linked.update((t.i, t) for t in layer)
    if head.dep_ in ("acl", "relcl"):
        linked[head.head.i] = head.head
    near = [(t, True) for _, t in sorted(linked.items())]
    doc = head.doc
    for i in range(head.i + 1, min(head.i + 1 + _WINDOW, sentence_end)):
        if i not in linked:
            near.append((doc[i], False))
    return near


def _is_wanted(token: Token, wanted: frozenset[str], head: Token, found: list[Token]) -> bool:
    """Whether a token is one of the words; a particle must hang on the head or on a word found."""
    if wanted.isdisjoint(_spellings(token)):
        return False
    return token.pos_ not in _LOOSE_PARTS or token.head.i == head.i or token.head in found


def _words_of(near: list[Token], frame: Frame) -> set[str]:
    """All words that a further word of a pattern may be, as lemmas and as written."""
    return {word for t in (*near, *frame.obj, *frame.attrs) for word in _spellings(t)}


def _words_found(
    pattern: Pattern, near: list[tuple[Token, bool]], frame: Frame
) -> tuple[tuple[Token, ...], bool] | None:
    found: list[Token] = []
    linked = True
    waiting = list(pattern.words)
    for attempt in (1, 2):  # a particle may hang on a word that is found only after it
        left = []
        for wanted in waiting:
            hit = next(((t, k) for t, k in near if t not in found and _is_wanted(t, wanted, frame.head, found)), None)
            if hit is None:  # a passive or inherited object ("sanctions that were imposed")
                over = next((t for t in (*frame.obj, *frame.attrs) if not wanted.isdisjoint(_spellings(t))), None)
                hit = (over, True) if over is not None else None
            if hit is None:
                if attempt == 2:
                    return None
                left.append(wanted)
                continue
            found.append(hit[0])
            linked = linked and hit[1]
        waiting = left
    return tuple(found), linked


def _phrase_at(pattern: Pattern, doc: Doc, i: int, end: int) -> tuple[Token, ...] | None:
    if i + 1 + len(pattern.words) > end:
        return None
    words = []
    for offset, wanted in enumerate(pattern.words, 1):
        token = doc[i + offset]
        if wanted.isdisjoint(_spellings(token)):
            return None
        words.append(token)
    return tuple(words)


def _better(a: Match, b: Match) -> bool:
    """Whether `a` explains the same head better: more words, linked, more trusted."""
    return (len(a.words), a.linked, -_TRUST_ORDER[a.pattern.trust]) > (
        len(b.words), b.linked, -_TRUST_ORDER[b.pattern.trust],
    )  # fmt: skip


def _match_token(lexicon: ActLexicon, token: Token, frames: Frames, end: int) -> list[Match]:
    matches: list[Match] = []
    near: list[tuple[Token, bool]] | None = None
    around: set[str] = set()
    keys = _spellings(token)
    for part in parts_of(token):
        for key in sorted(keys):
            for pattern in lexicon.starting_with(part, key):
                if not pattern.words:
                    matches.append(Match(pattern, token, (), True))
                    continue
                if near is None:
                    near = _neighbourhood(token, end)
                    around = _words_of([t for t, _ in near], frames.of(token))
                if any(wanted.isdisjoint(around) for wanted in pattern.words):
                    continue  # most patterns fall here, before the tree is looked at
                found = _words_found(pattern, near, frames.of(token))
                if found:
                    matches.append(Match(pattern, token, *found))
    for key in sorted(keys):
        for pattern in lexicon.starting_with("phrase", key):
            words = _phrase_at(pattern, token.doc, token.i, end)
            if words is not None:
                matches.append(Match(pattern, token, words, True))
    return matches


def _best_by_type(matches: list[Match]) -> list[Match]:
    best: dict[str, Match] = {}
    for match in matches:
        held = best.get(match.pattern.type)
        if held is None or _better(match, held):
            best[match.pattern.type] = match
    return list(best.values())


def _is_noise(lexicon: ActLexicon, sentence: Span) -> bool:
    """Whether a phrase of sport, film, weather or metaphor vetoes the sentence."""
    words = [lemma_of(t) for t in sentence]
    return any(
        tuple(words[i : i + len(phrase)]) == phrase
        for i, word in enumerate(words)
        for phrase in lexicon.noise.get(word, ())
    )


def _covers(outer: Match, inner: Match) -> bool:
    """Whether a match with the other's head among its words stands for it; of two that hold each other the first."""
    if len(outer.words) != len(inner.words):
        return len(outer.words) > len(inner.words)
    return outer.head not in inner.words or outer.head.i < inner.head.i


def find_acts(doc: Doc, lexicon: ActLexicon, frames: Frames) -> list[Match]:
    """Every match of the lexicon, at most one a head and type, in text order.

    A head inside the words of a longer match is dropped: "impose sanctions" is one act.
    """
    found: list[Match] = []
    for sentence in doc.sents:
        if _is_noise(lexicon, sentence):
            continue
        here: list[Match] = []
        for token in sentence:
            here += _best_by_type(_match_token(lexicon, token, frames, sentence.end))
        inside: dict[int, list[Match]] = defaultdict(list)
        for match in here:
            for word in match.words:
                inside[word.i].append(match)
        found += [m for m in here if not any(_covers(other, m) for other in inside[m.head.i])]
    return found
