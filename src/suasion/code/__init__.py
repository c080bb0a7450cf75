"""Stage 3, `code`: events with attribution, status, date and demand; assessments apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suasion.parse import Parsed
    from suasion.types import Coding

__all__ = ["code_document", "code_many"]


def code_document(parsed: Parsed, use_learned: bool = True) -> Coding:
    """Code one parsed document; see `suasion.code.coder`."""
    from suasion.code.coder import code_document as code_one

    return code_one(parsed, use_learned)


def code_many(parses: Iterable[Parsed], use_learned: bool = True) -> Iterator[Coding]:
    """Code parsed documents in order."""
    return (code_document(parsed, use_learned) for parsed in parses)
