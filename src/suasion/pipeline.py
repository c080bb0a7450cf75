"""The stage table: what each stage needs and adds, and the function that does it.

`run` walks it for callers who want the whole way in one call.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from suasion.errors import SuasionError, UsageError


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: the records it needs, the one it adds, and `module:function`."""

    name: str
    needs: tuple[str, ...]
    adds: str
    does: str

    def load(self) -> Callable[..., Any]:
        """The stage's function, imported now."""
        module, _, function = self.does.partition(":")
        loaded: Callable[..., Any] = getattr(importlib.import_module(module), function)
        return loaded


STAGES: Final = (
    Stage("read", ("files",), "documents", "suasion.read:read"),
    Stage("parse", ("documents",), "parses", "suasion.parse:parse_many"),
    Stage("code", ("parses",), "codings", "suasion.code:code_many"),
    Stage("judge", ("codings",), "episodes", "suasion.judge:episodes"),
    Stage("answer", ("question", "codings"), "answer", "suasion.answer:ask"),
)


def run(upto: str, **given: Any) -> Any:
    """Run the stages that lead to `upto` and give back what that one adds.

    `given` holds what is there already, by the names of the table: `files` or `documents`, and the
    `question` for an answer. What is given is not made again. Raises UsageError for a stage that is
    not in the table or a need that nothing gives, and ReadError for the first file that cannot be read.
    """
    known: dict[str, Any] = dict(given)
    wanted = next((stage for stage in STAGES if stage.name == upto), None)
    if wanted is None:
        raise UsageError(f"no stage {upto!r}; choose from: {', '.join(stage.name for stage in STAGES)}")
    return _made(wanted.adds, known)


def _made(record: str, known: dict[str, Any]) -> Any:
    """The record, made by its stage from its needs, unless it is known."""
    if record not in known:
        stage = next((stage for stage in STAGES if stage.adds == record), None)
        if stage is None:
            raise UsageError(f"no {record!r} given, and no stage makes it; pass {record}=…")
        known[record] = _whole(stage.load()(*(_made(need, known) for need in stage.needs)))
    return known[record]


def _whole(made: Any) -> Any:
    """What a stage gave, with its sequences read to the end and the first error in them raised."""
    if not isinstance(made, Iterable):
        return made
    whole = tuple(made)
    for item in whole:
        if isinstance(item, SuasionError):
            raise item
    return whole
