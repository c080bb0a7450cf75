"""A progress bar on standard error: how many, how fast, how long still. Nothing when that is no terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from suasion.errors import ReadError

# Files with a document a line, and those that hold an unknown number.
_LINES: Final = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
_MANY: Final = frozenset({".json", ".parquet", ".warc", ".gz", ".urls", ".xml", ".rss", ".atom", ".rdf"})
_PIECE: Final = 1 << 20


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def expected(sources: Sequence[str]) -> int | None:
    """About how many documents the sources hold, by names and lines; None when that cannot be told."""
    from suasion.read.sources import files_in

    number = 0
    for name in sources or ("-",):
        try:
            paths = [Path(p) for p in (files_in(name) if Path(name).is_dir() else [name])]
        except ReadError:  # which reading will name
            return None
        for path in paths:
            suffix = path.suffix.lower()
            if not path.is_file() or suffix in _MANY:
                return None
            number += max(1, _lines(path)) if suffix in _LINES else 1
    return number


@contextlib.contextmanager
def progress(words: str, total: int | None) -> Iterator[Callable[[], None]]:
    """Gives what is to be called for each document that is done."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:.1f}/s")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), Remaining())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
