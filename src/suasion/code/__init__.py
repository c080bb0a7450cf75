"""Stage 3, `code`: events with attribution, status, date and demand; assessments apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from suasion.errors import UsageError

if TYPE_CHECKING:
    from suasion.parse import Parsed
    from suasion.types import Coding

__all__ = ["code_document", "code_many", "coder_named"]


def code_document(parsed: Parsed, use_learned: bool = True) -> Coding:
    """Code one parsed document; see `suasion.code.coder`."""
    from suasion.code.coder import code_document as code_one

    return code_one(parsed, use_learned)


def code_many(parses: Iterable[Parsed], use_learned: bool = True) -> Iterator[Coding]:
    """Code parsed documents in order."""
    return (code_document(parsed, use_learned) for parsed in parses)


def coder_named(name: str) -> Callable[[Parsed, bool], Coding]:
    """The coder of a name, from the entry points `suasion.coders`. Raises UsageError for none."""
    from importlib.metadata import entry_points

    found = entry_points(group="suasion.coders")
    if name not in found.names:
        raise UsageError(f"no coder {name!r}; set SUASION_CODER to one of: {', '.join(sorted(found.names))}")
    coder: Callable[[Parsed, bool], Coding] = found[name].load()
    return coder
