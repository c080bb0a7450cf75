"""Memory does not grow with the input: what the model learns of new words is forgotten after each batch."""

from __future__ import annotations

from collections.abc import Iterator

from suasion.config import settings
from suasion.parse import BATCH, model
from suasion.scale import code_documents
from suasion.types import Coding, Document


def _documents(count: int) -> Iterator[Document]:
    for number in range(count):
        yield Document(f"d{number}", f"Kenya condemned Uganda. Zq{number}x and Vk{number}y met Wj{number}z.")


def test_the_models_vocabulary_stays_as_it_is() -> None:
    """Three batches of words that nobody has met leave no word behind, and every coding stays whole."""
    strings = model.load(settings().model).vocab.strings
    codings: list[Coding] = []
    sizes: set[int] = set()
    for coding in code_documents(_documents(3 * BATCH)):
        assert isinstance(coding, Coding)
        codings.append(coding)
        sizes.add(len(strings))
    assert len(sizes) == 1
    assert [c.document.id for c in codings] == [f"d{n}" for n in range(3 * BATCH)]
    assert all(e.quote == c.document.text[e.start : e.end] for c in codings for e in c.events)
    assert all([m.text for m in c.mentions][:2] == ["Kenya", "Uganda"] for c in codings)
