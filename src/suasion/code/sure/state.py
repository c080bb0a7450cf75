"""What all the voices hold of a clause, and the changes that words make to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from suasion.code.sure.values import composed, turned

if TYPE_CHECKING:
    from suasion.code.says import Relation
    from suasion.code.sure.operators import Local
    from suasion.lexicon.sure import Signature
    from suasion.types import FactValue


@dataclass(frozen=True, slots=True)
class View:
    """One source's value. `relation` is None for the author. `base` is its value of a presupposition."""

    relation: Relation | None
    value: FactValue
    base: FactValue = "CT+"
    lean: FactValue = "Uu"
    """The value before a condition or "would" left the clause open."""


@dataclass(frozen=True, slots=True)
class State:
    """All views of a word's clause, the mode, and the words that made them."""

    views: tuple[View, ...]
    mode: str = "fact"
    base_mode: str = "fact"
    cues: tuple[str, ...] = ()
    entered: frozenset[int] = frozenset()
    opener: int = -1
    """The word that left the clause open: its subject wants, plans, asks for or waits for it."""
    holder: FactValue = "Uu"
    """How far that subject commits himself."""

    @property
    def told(self) -> FactValue:
        """The value of the innermost view."""
        return self.views[-1].value

    @property
    def open(self) -> bool:
        """Whether nobody commits himself to the clause as a fact."""
        return self.mode != "fact" or not self.told.endswith("+")


ROOT: Final = State((View(None, "CT+"),))


def _lean(view: View, value: FactValue) -> FactValue:
    return value if value != "Uu" else view.lean


def opened(state: State, mode: str, cue: str, keep: bool = False) -> State:
    """Nobody commits himself; with `keep` the values stay and only the mode changes."""
    views = state.views if keep else tuple(replace(v, value="Uu", lean=_lean(v, v.value)) for v in state.views)
    return replace(state, views=views, mode=mode, cues=(*state.cues, cue) if cue else state.cues)


def reset(state: State) -> State:
    """Back to what each source takes for granted in this stretch of speech."""
    return replace(state, views=tuple(replace(v, value=v.base) for v in state.views), mode=state.base_mode)


def signed(state: State, signature: Signature) -> State:
    """What a governor with a signature makes of the clause it governs."""
    views = tuple(replace(v, value=composed(v.value, signature.pos, signature.neg)) for v in state.views)
    mode = state.mode
    if signature.pos is not None and signature.pos == signature.neg and signature.pos.startswith("CT"):
        mode = signature.mode
        views = tuple(replace(v, value=v.base if signature.pos == "CT+" else turned(v.base)) for v in state.views)
    elif signature.mode == "irrealis" or (signature.mode == "future" and mode == "fact"):
        mode = signature.mode
    kept = signature.pos is None and signature.neg is None
    return replace(state, views=views, mode=mode, cues=state.cues if kept else (*state.cues, signature.words))


def applied(state: State, own: Local) -> State:
    """What the operators in the clause itself make of it."""
    if not own.turns and own.value == "CT+" and own.mode == "=":
        return state
    views = tuple(
        replace(v, value=own.on(v.value), lean=_lean(v, turned(v.value) if own.turns else v.value)) for v in state.views
    )
    mode = state.mode
    if own.mode == "irrealis" or (own.mode == "future" and mode == "fact"):
        mode = own.mode
    return replace(state, views=views, mode=mode, cues=(*state.cues, own.cue) if own.cue else state.cues)
