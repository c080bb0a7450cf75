"""Stage 2, `parse`: from a document to its layout and tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from suasion.config import settings
from suasion.parse import model
from suasion.parse.layout import Layout, blank, layout
from suasion.parse.parsed import Parsed
from suasion.parse.plain import plain

if TYPE_CHECKING:
    from suasion.types import Document

__all__ = ["Parsed", "parse", "parse_each", "parse_many"]

Made = TypeVar("Made")

# Documents that the model reads at once; more gains nothing on one core (measured 2026-11).
BATCH: Final = 32


def parse(document: Document, model_name: str | None = None) -> Parsed:
    """Parse one document, as `parse_many` does."""
    return next(parse_many([document], model_name))


def parse_many(
    documents: Iterable[Document], model_name: str | None = None, batch_size: int = BATCH
) -> Iterator[Parsed]:
    """Parse documents in order, holding one batch in memory; by the settings' model when none is named.

    Raises ModelError when the model cannot be loaded.
    """
    nlp = model.load(model_name or settings().model)

    def prepared() -> Iterator[tuple[str, tuple[Document, Layout]]]:
        for document in documents:
            copy = plain(document.text)
            page = layout(copy)
            yield blank(copy, page.blanked), (document, page)

    for doc, (document, page) in nlp.pipe(prepared(), as_tuples=True, batch_size=batch_size):
        yield Parsed(document, doc, page)


def parse_each(documents: Iterable[Document], make: Callable[[Parsed], Made]) -> Iterator[Made]:
    """What `make` makes of each document's parse, in order, in memory that does not grow with the input.

    Each batch has a memory zone of its own, in which the model keeps the words that it has not met before: a
    parse, and whatever holds a token of it, must not leave `make`. Raises ModelError as `parse_many` does.
    """
    nlp = model.load(settings().model)
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        with nlp.memory_zone():
            made = [make(parsed) for parsed in parse_many(batch)]
        model.forget(nlp)
        yield from made
