"""A process that adds made-up documents to a dossier, for others to kill or stop: DOSSIER NUMBER SECONDS [BYTES].

SECONDS is how long coding a document takes; with BYTES no file may grow beyond them.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import dossier_makings as makings

from suasion.errors import StoreError
from suasion.store import add
from suasion.types import Coding, Document


def main(path: str, number: str, seconds: str, most: str = "") -> int:
    """Add and tell how it went: exit code 0, or 1 with the error's line."""

    def code_many(documents: Iterable[Document]) -> Iterator[Coding]:
        for document in documents:
            time.sleep(float(seconds))
            yield makings.code(document)

    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        add(Path(path), makings.documents(int(number)), code_many, makings.MAKER)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
