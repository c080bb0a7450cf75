"""The stage table: what each stage needs and adds, and the function that does it.

`run` walks it for callers who want the whole way in one call.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final


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
    """Run the stages up to `upto` and give back what that one adds.

    `given` holds what is there already, by the names of the table (`files`, `documents`,
    `question`, …). Raises KeyError for a stage that is not in the table or a need not given.
    """
    known: dict[str, Any] = dict(given)
    for stage in STAGES:
        if stage.adds not in known and all(need in known for need in stage.needs):
            made = stage.load()(*(known[need] for need in stage.needs))
            known[stage.adds] = tuple(made) if isinstance(made, Iterable) else made
        if stage.name == upto:
            return known[stage.adds]
    raise KeyError(upto)
