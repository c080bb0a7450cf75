"""One machine: code here, or in processes that load the model once."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from suasion.types import Coding, Document

# Documents a process is handed at once: enough to fill the parser's batch, few enough to stay ordered.
CHUNK: Final = 16
# Chunks under way for each process: back-pressure, so that memory does not grow with the input.
AHEAD: Final = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be coded, and why, in one line."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes a batch of documents in a process; picklable, so that workers can be handed it.

    `name` is an entry point of `suasion.coders`; `make` takes its place in tests.
    """

    name: str = "rules"
    use_learned: bool = True
    make: Callable[[Iterable[Document], bool], Iterator[Coding]] | None = None

    def __call__(self, documents: Iterable[Document]) -> Iterator[Coding]:
        """Code documents in order."""
        if self.make is not None:
            return self.make(documents, self.use_learned)
        return _code(documents, self.name, self.use_learned)


def _code(documents: Iterable[Document], name: str, use_learned: bool) -> Iterator[Coding]:
    from suasion.code import coder_named
    from suasion.parse import parse_each

    code = coder_named(name)
    return parse_each(documents, lambda parsed: code(parsed, use_learned))


def code_here(documents: Iterable[Document], coder: Coder) -> Iterator[Coding | Failure]:
    """Code in this process."""
    yield from coder(documents)


def _chunk(coder: Coder, documents: list[Document]) -> list[Coding]:
    return list(coder(documents))


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def code_in_processes(documents: Iterable[Document], jobs: int, coder: Coder) -> Iterator[Coding | Failure]:
    """Code with `jobs` processes, in input order, holding `AHEAD` chunks a process in memory."""
    waiting: deque[tuple[list[Document], Future[list[Coding]]]] = deque()
    chunks = _chunks(documents)
    pool = _pool(jobs)
    try:
        for chunk in islice(chunks, jobs * AHEAD):
            waiting.append((chunk, pool.submit(_chunk, coder, chunk)))
        while waiting:
            chunk, future = waiting.popleft()
            try:
                done: list[Coding | Failure] = [*future.result()]
            except BrokenProcessPool:
                # One document killed its worker and took the pool along: find it alone, go on with the rest.
                pool.shutdown(wait=False, cancel_futures=True)
                done = _one_by_one(chunk, coder)
                pool = _pool(jobs)
                waiting = deque((c, pool.submit(_chunk, coder, c)) for c, _ in waiting)
            for following in islice(chunks, 1):
                waiting.append((following, pool.submit(_chunk, coder, following)))
            yield from done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(chunk: list[Document], coder: Coder) -> list[Coding | Failure]:
    done: list[Coding | Failure] = []
    pool = _pool(1)
    for document in chunk:
        try:
            done += pool.submit(_chunk, coder, [document]).result()
        except BrokenProcessPool:
            done.append(Failure(document.id, "its worker died while coding it; code it alone to see why"))
            pool.shutdown(wait=False)
            pool = _pool(1)
    pool.shutdown(wait=False)
    return done
