"""Stage engines: map read, parse and code over documents on one core, on many, or on a cluster.

Every engine gives the same codings in the same order as one process does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from suasion.scale.local import Coder, Failure, code_here, code_in_processes

if TYPE_CHECKING:
    from suasion.types import Coding, Document

__all__ = ["Coder", "Failure", "code_documents"]


def code_documents(
    documents: Iterable[Document], jobs: int = 1, coder: Coder | None = None
) -> Iterator[Coding | Failure]:
    """Code documents in order with `jobs` processes.

    A document that its worker did not survive comes back as a Failure with its id; the others
    are coded. `coder` makes the function that codes a batch in each process (for tests and
    extensions); it defaults to Suasion's own.
    """
    made = coder or Coder()
    return code_here(documents, made) if jobs <= 1 else code_in_processes(documents, jobs, made)
