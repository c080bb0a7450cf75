"""From a state to the records: attributions of an act, its mode, and its status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from suasion.code.acts.frames import Frames
from suasion.code.says.sources import subject_of
from suasion.code.says.transcript import Transcript
from suasion.code.sure.reading import Reader
from suasion.code.sure.state import State
from suasion.code.sure.values import turned
from suasion.lexicon import sure as lexicon
from suasion.types import AUTHOR, UNKNOWN, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.says import Relation, Relations
    from suasion.code.who import Actors
    from suasion.parse import Parsed
    from suasion.types import FactValue, Status

Mode = Literal["fact", "irrealis", "future"]
_MODES: dict[str, Mode] = {"fact": "fact", "irrealis": "irrealis", "future": "future"}


# Types of act that one performs by saying what one will do.
_BY_SAYING_SO: Final = frozenset({"AGREE", "REJECT", "THREATEN"})
_NEGATIONS: Final = frozenset({"no", "nothing", "none", "never", "nobody", "without", "neither", "nor"})
# What one says of one's own acts.
_SPEAKING: Final = frozenset({"say", "threaten", "promise"})
# Voices of a country that do not speak for its acts.
_NOT_THE_STATE: Final = frozenset({"MED", "OPP", "CVL", "BUS", "NGO", "JUD"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a status needs beside the attributions.

    `mode`: is the act told as done, as open (condition, wish, plan, demand) or as to come.
    `own`: the act is told by nobody but him who did it. `performed`: saying so is the act itself: a
    commitment or refusal in the future tense ("it will pay"), a measure announced by its taker.
    """

    mode: Mode = "fact"
    own: bool = False
    performed: bool = False


def _reader(relations: Relations) -> Reader:
    reader = relations.memo.get("reader")
    if not isinstance(reader, Reader):
        reader = relations.memo["reader"] = Reader(relations, lexicon.load())
    return reader


def _words(parsed: Parsed, tokens: tuple[int, ...]) -> str | None:
    if not tokens:
        return None
    doc, text = parsed.doc, parsed.document.text
    first, last = doc[tokens[0]], doc[tokens[-1]]
    return text[first.idx : last.idx + len(last)]


def _does_it(parsed: Parsed, actors: Actors | None, relations: Relations, relation: Relation, head: int) -> bool:
    """Whether the source tells of an act of its own: "warned that it would close the border"."""
    frames = relations.memo.get("frames")
    if actors is None or relation.source is None or not isinstance(frames, Frames):
        return False
    verb = parsed.doc[head]
    if verb.pos_ not in ("VERB", "AUX") or relation.act not in _SPEAKING:
        return False
    subject = subject_of(verb, frames)[0]
    doer = actors.at(subject.i) if subject is not None else None
    return doer is not None and bool({a.code for a in doer.actors} & {a.code for a in relation.source.actors})


def _of_source(parsed: Parsed, relation: Relation, value: FactValue) -> list[Attribution]:
    text = _words(parsed, relation.source_tokens)
    cue = _words(parsed, relation.cue_tokens)
    if relation.source is None or not relation.source.actors:
        return [Attribution(UNKNOWN, value, None, text, cue)]
    return [Attribution(a.code, value, a.sector, text, cue) for a in relation.source.actors]


def _wisher(parsed: Parsed, actors: Actors | None, relations: Relations, state: State) -> list[Attribution]:
    """Whose wish, plan, attempt, demand or condition an open act is, and how far he commits himself to it."""
    opener = state.opener
    frames = relations.memo.get("frames")
    if actors is None or opener < 0 or not isinstance(frames, Frames):
        return []
    governor = parsed.doc[opener]
    if governor.pos_ in ("VERB", "AUX"):
        subject = subject_of(governor, frames)[0]
    else:
        subject = next((c for c in governor.children if c.dep_ in ("poss", "compound", "amod")), None)
    mention = actors.at(subject.i) if subject is not None else None
    if mention is None:
        return []
    return [Attribution(a.code, state.holder, a.sector, a.text, governor.text) for a in mention.actors]


def _labelled(parsed: Parsed, relations: Relations, value: FactValue, head: int, known: set[str]) -> list[Attribution]:
    """In a transcript what the text tells, or leaves open, is what the labelled speaker does."""
    transcript = relations.memo.get("transcript")
    speaker = transcript.at(parsed.doc[head].idx) if isinstance(transcript, Transcript) else None
    if speaker is None or speaker.code in known:
        return []
    return [Attribution(speaker.code, value, speaker.sector, speaker.text, None)]


def _attributions(
    parsed: Parsed, actors: Actors | None, relations: Relations, state: State, head: int
) -> tuple[Attribution, ...]:
    cue = state.cues[-1] if state.cues else None
    made = [Attribution(AUTHOR, state.views[0].value, None, None, cue)]
    for view in state.views[1:]:
        if view.relation is not None:
            value = view.value
            # Who says what he himself will do on a condition commits himself to it.
            if value == "Uu" and view.lean != "Uu" and _does_it(parsed, actors, relations, view.relation, head):
                value = view.lean
            made += _of_source(parsed, view.relation, value)
    made += _labelled(parsed, relations, made[0].value, head, {a.source for a in made})
    if state.mode != "fact":
        known = {a.source: a.value for a in made}
        made += [
            a
            for a in _wisher(parsed, actors, relations, state)
            if a.source not in known or known[a.source] == "Uu" != a.value
        ]
    return tuple(made)


def stands(
    parsed: Parsed, actors: Actors | None, relations: Relations, token_index: int, wording: Iterable[int] = ()
) -> tuple[Attribution, ...]:
    """What the author and each source commit themselves to on the act whose head is that token.

    The author stands first. Sources follow, outermost first, with their words and cue. `wording` is the tokens
    that name the act: a negation among them ("has no intention of") is part of it and denies nothing.
    """
    state = _reader(relations).state(parsed.doc[token_index])
    if sum(_negates(parsed.doc[i]) for i in wording) % 2:
        views = tuple(replace(v, value=turned(v.value) if v.value.endswith("-") else v.value) for v in state.views)
        state = replace(state, views=views)
    return _attributions(parsed, actors, relations, state, token_index)


def _negates(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in _NEGATIONS


def context_of(
    parsed: Parsed,
    relations: Relations,
    token_index: int,
    act_sources: frozenset[str] = frozenset(),
    act_type: str = "",
) -> Context:
    """The context of an act's status. `act_sources`: the codes of who acts; `act_type`: PLOVER's."""
    state = _reader(relations).state(parsed.doc[token_index])
    tellers = [
        actor
        for view in state.views[1:]
        if view.relation is not None and view.relation.source is not None
        for actor in view.relation.source.actors
    ]
    own = all(a.code in act_sources and a.sector not in _NOT_THE_STATE for a in tellers)
    own = bool(tellers) and own
    return Context(_MODES[state.mode], own, _is_performed(state, own, act_type))


def _is_performed(state: State, own: bool, act_type: str) -> bool:
    if state.mode != "future" or state.told == "Uu" or not (own or len(state.views) == 1):
        return False
    if act_type in _BY_SAYING_SO:
        return state.told.startswith("CT")
    last = state.views[-1].relation
    announced = lexicon.load().denials["announcing"]
    return own and last is not None and last.predicate in announced and state.told == "CT+"


def status_of(attributions: Iterable[Attribution], context: Context = Context()) -> Status:
    """Sum up the attributions as the codebook does (section 3)."""
    author: FactValue = "Uu"
    others: list[FactValue] = []
    for attribution in attributions:
        if attribution.source == AUTHOR:
            author = attribution.value
        else:
            others.append(attribution.value)
    yes = any(v in ("CT+", "PR+") for v in others)
    no = any(v in ("CT-", "PR-") for v in others)
    if context.mode == "irrealis":
        return "hypothetical"
    if context.performed:
        return "asserted"
    if context.mode == "future":
        return "predicted"
    if author in ("CT+", "PR+"):
        return "asserted"
    if author in ("CT-", "PR-"):
        return "negated"
    if yes and no:
        return "contested"
    if yes:
        return "asserted" if context.own else "claimed"
    if no:
        return "denied"
    return (
        "claimed" if any(v.startswith("PS") for v in others) and author == "Uu" and not context.own else "hypothetical"
    )
