"""Logical arguments of a predicate: who is subject and object after passives, control and relatives.

The tree says where a word hangs; this says which part it plays. `Frames` keeps what it found,
so that each predicate of a document is read once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT: Final = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT: Final = frozenset({"nsubjpass", "csubjpass"})
_CLAUSE: Final = frozenset({"ccomp", "xcomp", "advcl", "pcomp", "acl", "relcl"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose", "what"})
# Verbs whose object does what their infinitive says ("urged Delhi to stop"); elsewhere the subject does.
_SUBJECT_CONTROL: Final = frozenset({"promise", "threaten", "vow", "pledge", "swear", "agree", "offer"})
# Prepositions after which the gerund belongs to the object ("accused Iran of arming", "stop X from").
_OBJECT_GERUND: Final = frozenset({"of", "from", "for", "into"})
# How far up a chain of clauses a missing subject is looked for.
_MAX_CLIMB: Final = 6


@dataclass(slots=True)
class Frame:
    """The parts of one predicate, as tokens. `preps` maps a preposition to its objects.

    `subj_inherited` tells that the subject stands in another clause.
    """

    head: Token
    subj: list[Token] = field(default_factory=list)
    obj: list[Token] = field(default_factory=list)
    iobj: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    prep_tokens: dict[str, Token] = field(default_factory=dict)
    comps: list[Token] = field(default_factory=list)
    adverbial: list[Token] = field(default_factory=list)
    particles: list[Token] = field(default_factory=list)
    attrs: list[Token] = field(default_factory=list)
    passive: bool = False
    subj_inherited: bool = False


def is_passive(token: Token) -> bool:
    """Whether a verb stands in the passive, a bare participle after a noun included."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in token.children):
        return True
    if token.tag_ != "VBN":
        return False
    if token.dep_ == "acl":
        return True
    return token.dep_ == "conj" and is_passive(token.head) and not any(c.dep_ == "aux" for c in token.children)


class Frames:
    """Frames of a parsed text, made once a token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._made: dict[int, Frame] = {}

    def of(self, token: Token) -> Frame:
        """The frame of a predicate (verb, adjective or noun)."""
        made = self._made.get(token.i)
        if made is None:
            made = self._made[token.i] = Frame(token)  # kept before filling: a cycle finds it empty
            self._fill(made)
        return made

    def _fill(self, frame: Frame) -> None:
        head = frame.head
        frame.passive = head.pos_ in ("VERB", "AUX") and is_passive(head)
        for child in head.children:
            self._place(frame, child)
        if head.pos_ in ("VERB", "AUX", "ADJ") or head.dep_ in _CLAUSE:
            self._relative(frame)
            if not frame.subj and not (frame.passive and frame.obj):
                self._inherit(frame)
            self._share_after(frame)

    def _place(self, frame: Frame, child: Token) -> None:
        dep = child.dep_
        if dep in _SUBJECT:
            frame.subj.append(child)
        elif dep in _PASSIVE_SUBJECT:
            frame.obj.append(child)
        elif dep in ("dobj", "obj"):
            # "was given arms", "was denied entry": the passive subject is the receiver.
            if frame.passive and frame.obj:
                frame.iobj += frame.obj
                frame.obj = []
            frame.obj.append(child)
        elif dep == "dative":
            if child.pos_ == "ADP":
                self._prep(frame, child)
            else:
                frame.iobj.append(child)
        elif dep == "agent":
            frame.subj += [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        elif dep == "prep":
            self._prep(frame, child)
        elif dep in ("ccomp", "xcomp"):
            frame.comps.append(child)
        elif dep in ("advcl", "acl", "relcl"):
            frame.adverbial.append(child)
        elif dep in ("prt", "advmod"):
            frame.particles.append(child)
        elif dep in ("attr", "acomp", "oprd"):
            frame.attrs.append(child)
        elif dep == "poss":
            frame.preps.setdefault("poss", []).append(child)

    def _prep(self, frame: Frame, prep: Token) -> None:
        name = prep.lemma_.lower()
        objects = []
        for child in prep.children:
            if child.dep_ in ("pobj", "pcomp"):
                objects.append(child)
            elif child.dep_ == "prep":  # "out of", "because of"
                inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                objects += inner
                frame.preps.setdefault(child.lemma_.lower(), []).extend(inner)
                frame.prep_tokens.setdefault(child.lemma_.lower(), child)
        frame.preps.setdefault(name, []).extend(objects)
        frame.prep_tokens.setdefault(name, prep)

    def _relative(self, frame: Frame) -> None:
        """In a relative clause the antecedent plays the pronoun's part."""
        head = frame.head
        if head.dep_ not in ("relcl", "acl"):
            return
        noun = head.head
        if head.dep_ == "acl" and head.tag_ in ("VBN", "VBG"):
            if head.tag_ == "VBN" and frame.passive and not frame.obj:
                frame.obj = [noun]
            elif head.tag_ == "VBG" and not frame.subj:
                frame.subj = [noun]
            return
        if head.dep_ != "relcl":
            return
        for part in (frame.subj, frame.obj, frame.iobj):
            for index, token in enumerate(part):
                if token.lower_ in _RELATIVES:
                    part[index] = noun
                    return
        for name, objects in frame.preps.items():
            for index, token in enumerate(objects):
                if token.lower_ in _RELATIVES:
                    frame.preps[name][index] = noun
                    return
        if frame.subj and not frame.obj and not frame.passive:
            frame.obj = [noun]

    def _inherit(self, frame: Frame) -> None:
        """Find the subject that a clause without one shares with another."""
        token, climbed = frame.head, 0
        frame.subj_inherited = True
        found: list[Token] = []
        while climbed < _MAX_CLIMB and not found:
            climbed += 1
            governor = token.head
            if governor is token:
                break
            found = self._from_governor(token, governor)
            token = governor
        if frame.passive:
            frame.obj = frame.obj or found
        else:
            frame.subj = found

    def _from_governor(self, token: Token, governor: Token) -> list[Token]:
        dep = token.dep_
        if dep in ("conj", "dep", "parataxis"):
            if governor.pos_ not in ("VERB", "AUX", "ADJ"):
                return []
            outer = self.of(governor)
            return outer.subj if not outer.passive else (outer.obj or outer.iobj)
        if dep == "xcomp" or (dep in ("ccomp", "advcl") and governor.pos_ in ("VERB", "AUX", "ADJ")):
            outer = self.of(governor)
            by_object = dep == "xcomp" or (dep == "ccomp" and any(c.dep_ == "aux" for c in token.children))
            if by_object and outer.obj and governor.lemma_ not in _SUBJECT_CONTROL and governor.pos_ == "VERB":
                return outer.obj
            return outer.subj or outer.obj
        if dep == "pcomp":
            verb = governor.head
            if verb.pos_ in ("ADV", "ADP", "SCONJ"):  # "stopped short of naming"
                verb = verb.head
            if verb.pos_ not in ("VERB", "AUX", "ADJ"):
                return self._of_noun(verb)
            outer = self.of(verb)
            if governor.lemma_.lower() in _OBJECT_GERUND and outer.obj:
                return outer.obj
            return outer.subj or outer.obj
        if dep in ("acl", "relcl") and governor.pos_ in ("NOUN", "PROPN"):
            return self._of_noun(governor)
        return []

    def _of_noun(self, noun: Token) -> list[Token]:
        """Whose attempt, plan or decision it is: the possessor, else the subject that has it."""
        frame = self.of(noun)
        for slot in ("poss", "by", "of"):
            nominal = [t for t in frame.preps.get(slot, ()) if t.pos_ in ("NOUN", "PROPN", "PRON")]
            if nominal:
                return nominal
        modifiers = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
        if modifiers:
            return [noun]
        verb = noun.head
        for _ in range(2):
            if verb.dep_ == "prep":
                verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "pobj"):
            return self.of(verb).subj
        return []

    def _share_after(self, frame: Frame) -> None:
        """ "condemned and sanctioned Iran": the object may stand only at the last verb."""
        if frame.obj or frame.passive or frame.comps:
            return
        for child in frame.head.children:
            if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - frame.head.i <= 3:
                later = self.of(child)
                frame.obj = later.obj
                for name, objects in later.preps.items():
                    frame.preps.setdefault(name, objects)
