"""Processes give what one process gives, in order, and a dead worker costs one document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest

from suasion.scale import Coder, Failure, code_documents
from suasion.types import Coding, Document


def _fake(documents: Iterable[Document], use_learned: bool) -> Iterator[Coding]:
    for document in documents:
        if document.text == "poison":
            os._exit(3)
        yield Coding(document)


DOCUMENTS = [Document(f"d{i}", "text") for i in range(70)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept(jobs: int) -> None:
    done = list(code_documents(DOCUMENTS, jobs, Coder(make=_fake)))
    assert [c.document.id for c in done if isinstance(c, Coding)] == [d.id for d in DOCUMENTS]


def test_a_dead_worker_costs_its_own_document() -> None:
    documents = [*DOCUMENTS[:20], Document("bad", "poison"), *DOCUMENTS[20:]]
    done = list(code_documents(documents, 2, Coder(make=_fake)))
    assert [d.id for d in done if isinstance(d, Failure)] == ["bad"]
    assert [c.document.id for c in done if isinstance(c, Coding)] == [d.id for d in DOCUMENTS]
