"""The act inside an act: what is demanded, threatened, promised or refused, and the demand frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from suasion.code.acts.arguments import actors_under
from suasion.code.acts.frames import Frames
from suasion.code.acts.match import Match, lemma_of
from suasion.lexicon.acts import turning

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.who import ActorMention, Actors

PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE"})
# Acts that hardly go without something asked; of others only what the sentence states is a demand.
_ALWAYS_ASKED: Final = frozenset({"REQUEST", "THREATEN"})
REST: Final = "rest"
"""The place of a content that only follows in the sentence, tied to the pressing by no grammar."""
# Parts of a clause that turn it round when they are nobody or nothing.
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


@dataclass(frozen=True, slots=True)
class Content:
    """The embedded act: its head, the tokens under it, and whether it is to be done."""

    head: Token
    tokens: tuple[Token, ...]
    sign: str
    slot: str


def _under(token: Token) -> tuple[Token, ...]:
    return tuple(t for t in token.subtree if not t.is_space)


def _condition(match: Match) -> Content | None:
    """The clause of a condition that hangs on the match or on what it governs."""
    for token in match.head.subtree:
        if token.dep_ == "advcl" or token.dep_ in ("ccomp", "relcl"):
            marks = [
                c for c in token.children if c.dep_ in ("mark", "advmod") and lemma_of(c) in turning()["condition"]
            ]
            if marks:
                return Content(token, _under(token), turning()["condition"][lemma_of(marks[0])], "if")
    return None


def _slot(match: Match, frames: Frames, slot: str) -> Token | None:
    frame = frames.of(match.head)
    if slot == "comp":
        later = [c for c in frame.comps if c.i > match.head.i]
        infinitives = [c for c in frame.adverbial if any(x.lower_ == "to" for x in c.children) and c.i > match.head.i]
        under_object = [
            c
            for o in (*frame.obj, *match.words)
            for c in o.children
            if c.dep_ in ("acl", "ccomp", "xcomp") and c.i > match.head.i
        ]
        found = later or infinitives or under_object
        return found[0] if found else None
    if slot == "obj":
        return frame.obj[0] if frame.obj else None
    objects = list(frame.preps.get(slot, ()))
    for noun in (*frame.obj, *match.words):
        objects += frames.of(noun).preps.get(slot, ()) if noun.pos_ in ("NOUN", "PROPN", "VERB") else ()
    return objects[0] if objects else None


def content_of(match: Match, frames: Frames) -> Content | None:
    """Where the row says that the embedded act stands, else where it usually does."""
    wanted = match.pattern.content
    if match.head.dep_ == "aux":  # what somebody should do is what is asked
        return Content(match.head.head, _under(match.head.head), "+", "modal")
    order = [wanted] if wanted and wanted != "if" else []
    if match.pattern.type in PRESSING:
        order += ["-against", "+comp", "+for", "-over"]
        if any(p.lower_ == "out" for p in frames.of(match.head).particles):
            order.insert(0, "-of")  # "talk somebody out of cashing in"
    if wanted == "if" or match.pattern.type in ("THREATEN", "SANCTION", "COERCE"):
        condition = _condition(match)
        if condition is not None:
            return condition
    for entry in order:
        sign, slot = (entry[0], entry[1:]) if entry[0] in "+-" else ("+", entry)
        head = _slot(match, frames, slot)
        if head is not None and head.i != match.head.i:
            return Content(head, _under(head), sign, slot)
    return _rest(match) if match.pattern.type in _ALWAYS_ASKED else None


def _rest(match: Match) -> Content | None:
    """What follows in the sentence, where the tree links no content to a request or threat."""
    sentence = match.head.sent
    last = max(t.i for t in match.tokens)
    after = tuple(t for t in match.head.doc[last + 1 : sentence.end] if not t.is_space and not t.is_punct)
    verbs = [t for t in after if t.pos_ == "VERB"]
    return Content(verbs[0] if verbs else after[0], after, "+", REST) if after else None


def _none(child: Token) -> bool:
    """Whether nobody is to do it, or nothing to be done: "that no tanker be repaired", "to change nothing"."""
    if child.dep_ not in _CORE:
        return False
    return lemma_of(child) in turning()["nobody"] or any(c.dep_ == "det" and c.lower_ == "no" for c in child.children)


def polarity(content: Content) -> str:
    """`+` when the act is wanted, `-` when it is not, stop-words and negation counted."""
    negative = content.sign == "-"
    if any(c.dep_ == "neg" or lemma_of(c) in turning()["negation"] or _none(c) for c in content.head.children):
        negative = not negative
    if lemma_of(content.head) in turning()["ending"]:
        negative = not negative
    return "-" if negative else "+"


def parties(
    content: Content, frames: Frames, actors: Actors
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """Who is to do it and to whom, as far as the clause itself says."""
    frame = frames.of(content.head)
    doers: list[ActorMention] = []
    for token in () if frame.subj_inherited else frame.subj:
        doers += actors_under(token, actors)[0]
    own = {m.head for m in doers}
    others: list[ActorMention] = []
    for token in content.tokens:
        mention = actors.at(token.i)
        if mention is not None and mention.head == token.i and token.i not in own and mention.actors:
            others.append(mention)
    return tuple(doers), tuple(others)
