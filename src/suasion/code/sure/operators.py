"""What stands in an act's own clause: negation, modals, adverbs, conditions, questions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.sure.values import turned, weakened

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.lexicon.sure import Operator, SureLexicon
    from suasion.types import FactValue

_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_CONDITIONS: Final = frozenset({"if", "unless", "provided", "should", "providing"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_NONFINITE: Final = frozenset({"VB", "VBG"})
_MODAL_TAGS: Final = frozenset({"MD"})
# Wh-words of questions that take the act for granted ("why did they attack?").
_PRESUPPOSING: Final = frozenset({"why", "how", "when", "where", "who", "whose"})


@dataclass(frozen=True, slots=True)
class Local:
    """The sum of a clause's operators: turn the polarity, weaken to a value, set a mode."""

    turns: bool = False
    value: FactValue = "CT+"
    mode: str = "="
    cue: str = ""

    def on(self, value: FactValue) -> FactValue:
        """What becomes of a governing value."""
        made = turned(value) if self.turns else value
        if self.value in ("CT+",):
            return made
        if self.value == "Uu":
            return "Uu"
        return weakened(turned(made) if self.value.endswith("-") else made, self.value)


def head_of_conjuncts(token: Token) -> Token:
    """The first of coordinated words.

    "failed to pay and filed for bankruptcy": a finite verb that the tree joins to an infinitive
    belongs with the verb that governs it.
    """
    while token.dep_ == "conj" and token.head != token:
        first = token.head
        if token.tag_ in _FINITE and first.tag_ in _NONFINITE and not any(c.tag_ == "MD" for c in first.children):
            while first.tag_ in _NONFINITE and first.head != first and first.head.pos_ in ("VERB", "AUX"):
                first = first.head
        token = first
    return token


def _shares_auxiliaries(token: Token) -> bool:
    """ "will meet and sign", "did not attack or shell": one set of auxiliaries for both verbs."""
    first = token.head
    if token.dep_ != "conj" or token.pos_ not in ("VERB", "AUX") or first.pos_ not in ("VERB", "AUX"):
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg") for c in token.children)
    return not own and token.tag_ == first.tag_ and token.tag_ in ("VB", "VBN", "VBG")


def _after_nor(token: Token) -> bool:
    """ "has neither armed X nor received Y": the second verb has its negation in "nor"."""
    if token.dep_ != "conj":
        return False
    first = token.head
    return any(c.dep_ == "cc" and c.lower_ == "nor" and first.i < c.i < token.i for c in first.children)


def _lies_ahead(token: Token) -> bool:
    """ "meets the premier next week": a present tense with a day to come."""
    return any(
        c.lower_ == "tomorrow" or (c.dep_ == "npadvmod" and any(g.lower_ == "next" for g in c.children))
        for c in token.children
    )


def _negated_by_words(token: Token, children: list[Token]) -> bool:
    """ "has NOT offered", "has all but severed": where the tree goes astray the words do not."""
    first = min((c.i for c in children if c.dep_ in ("aux", "auxpass") and c.i < token.i), default=token.i)
    between = token.doc[first : token.i]
    all_but = any(a.lower_ == "all" and b.lower_ == "but" for a, b in itertools.pairwise(between))
    return all_but or any(t.text == "NOT" for t in between)


def _negated_argument(token: Token, lexicon: SureLexicon) -> str:
    for child in token.children:
        if child.dep_ in _ARGUMENTS:
            if ("det", child.lower_) in lexicon.operators:
                return child.text
            if child.left_edge.lower_ == "not" and child.i < token.i:  # "not one tonne was sent"
                return child.left_edge.text
            for inner in child.children:
                word = inner.lower_ if inner.i == child.left_edge.i else ""
                if ("det", word) in lexicon.operators:
                    return inner.text
            of = [p for c in child.children if c.lower_ == "of" for p in c.children]
            found = [d for p in of for d in p.children if d.lower_ == "neither"]  # "ships of neither navy"
            if found:
                return found[0].text
        elif child.dep_ in ("agent", "prep"):
            by = [c for c in child.children if c.dep_ == "pobj" and ("det", c.lower_) in lexicon.operators]
            if by:
                return by[0].text
    return ""


def _find(lexicon: SureLexicon, kind: str, token: Token) -> Operator | None:
    return lexicon.operators.get((kind, token.lower_)) or lexicon.operators.get((kind, token.lemma_.lower()))


def local(token: Token, lexicon: SureLexicon, reported: bool) -> Local:
    """The operators on a verb, adjective or noun. `reported`: "would" is then a future."""
    turns, mode, cues = False, "=", []
    value: FactValue = "CT+"
    modal = ""
    carriers = [token]
    while _shares_auxiliaries(carriers[-1]) and len(carriers) < 4:
        carriers.append(carriers[-1].head)
    children = [
        c for carrier in carriers for c in carrier.children if carrier == token or c.dep_ in ("aux", "neg", "auxpass")
    ]
    conditional = False
    if _after_nor(token):
        turns = True
        cues.append("nor")
    for child in children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc", "det") and _find(lexicon, "neg", child)):
            if child.dep_ == "cc" and child.i > token.i:
                continue
            if child.i + 1 < len(token.doc) and token.doc[child.i + 1].lower_ in (
                "only",
                "just",
                "merely",
                "least",
            ):
                continue
            turns = not turns
            cues.append(child.text)
        elif child.dep_ == "aux" and child.tag_ in _MODAL_TAGS:
            modal = child.lower_
            cues.append(child.text)
        elif child.lower_ == "longer" and child.i and token.doc[child.i - 1].lower_ == "no":
            turns = not turns
            cues.append("no longer")
        elif child.dep_ == "advmod":
            found = _find(lexicon, "adverb", child)
            if found is not None and found.value is not None:
                value = found.value
                mode = found.mode if found.mode != "=" else mode
                cues.append(child.text)
        elif child.dep_ == "advcl" and child.i != token.i:
            conditional = conditional or _is_condition(child)
    if not turns and _negated_by_words(token, children):
        turns = True
        cues.append("not")
    if token.pos_ in ("VERB", "AUX"):
        word = _negated_argument(token, lexicon)
        if word and not turns:
            turns = True
            cues.append(word)
    if modal:
        operator = lexicon.operators.get(("modal", modal))
        if operator is not None:
            value, mode = _modal(operator, modal, turns, reported, value, mode)
    if token.tag_ in ("VBZ", "VBP") and not modal and _lies_ahead(token):
        mode = "future"
    if conditional and modal:
        value, mode = "Uu", "irrealis"
    return Local(turns, value, mode, " ".join(cues))


def _modal(
    operator: Operator, word: str, turns: bool, reported: bool, value: FactValue, mode: str
) -> tuple[FactValue, str]:
    if word in ("would", "'d", "ud") and (reported or turns):
        return value, "future" if reported else mode  # "would not answer": it refused
    if word in ("can", "ca", "could") and turns:
        return value, mode  # "could not reach": it did not
    return (operator.value or value), operator.mode


def _is_condition(clause: Token) -> bool:
    for child in clause.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS:
            before = clause.doc[child.i - 1].lower_ if child.i else ""
            return before != "even"
        if child.dep_ == "aux" and child.lower_ == "should" and child.i == clause.left_edge.i:
            return True
    return False


def asks(root: Token) -> bool:
    """Whether a sentence is a question that leaves its own main clause open."""
    sentence = root.sent
    last = sentence.end - 1
    while last > sentence.start and (root.doc[last].is_space or root.doc[last].text in ('"', "'", ")", "''")):
        last -= 1
    if root.doc[last].text != "?":
        return False
    return not any(t.lower_ in _PRESUPPOSING for t in root.doc[sentence.start : min(sentence.start + 3, last)])
