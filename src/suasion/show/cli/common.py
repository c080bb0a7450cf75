"""What the commands share: options, reading with errors named, coding with one or more processes."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from suasion.errors import ReadError, UsageError
from suasion.show.table import clean

if TYPE_CHECKING:
    from suasion.scale import Failure
    from suasion.types import Coding, Document

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """An ISO date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2022-03-20", param, ctx)


def files_argument(command: F) -> F:
    """FILES, `-` being standard input and the default."""
    return click.argument("files", nargs=-1, type=click.Path(allow_dash=True))(command)


def date_option(command: F) -> F:
    """--date for documents that have none."""
    return click.option("--date", type=Day(), help="Date of documents that give none.")(command)


def jobs_option(command: F) -> F:
    """--jobs: processes to code with."""
    return click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes.")(command)


def complain(line: object) -> None:
    """One line on standard error, harmless whatever a file or its name holds."""
    click.echo(f"suasion: {clean(str(line))}", err=True)


class Run:
    """Reads and codes; remembers whether a document failed, for the exit code."""

    def __init__(self) -> None:
        self.failures = 0

    def fail(self, line: object) -> None:
        """Name a document that could not be read or coded."""
        self.failures += 1
        complain(line)

    def documents(
        self, files: Sequence[str], date: dt.date | None = None, kind: str | None = None
    ) -> Iterator[Document]:
        """The documents of the files, in order; what cannot be read is named and passed over.

        No files are standard input, unless a person sits there: then it raises UsageError.
        """
        from suasion.read import read

        if not files and sys.stdin.isatty():
            raise UsageError("no files; name some, or pipe a text in")
        for item in read(files or ("-",), date, complain, kind):
            if isinstance(item, ReadError):
                self.fail(item)
            else:
                yield item

    def coder(self, jobs: int = 1) -> Callable[[Iterable[Document]], Iterator[Coding | Failure]]:
        """What codes documents in order, as the settings say."""
        from suasion.config import settings
        from suasion.scale import Coder, code_documents

        now = settings()
        return functools.partial(code_documents, jobs=jobs, coder=Coder(name=now.coder, use_learned=now.learned))

    def codings(self, documents: Iterable[Document], jobs: int = 1, warn: bool = False) -> Iterator[Coding]:
        """The codings of the documents, in order; with `warn`, their warnings go to standard error."""
        from suasion.scale import Failure

        for item in self.coder(jobs)(documents):
            if isinstance(item, Failure):
                self.fail(f"{item.id}: {item.reason}")
                continue
            for warning in item.warnings if warn else ():
                complain(f"{item.document.id}: {warning}")
            yield item

    @property
    def exit_code(self) -> int:
        """0, or 1 when some document failed."""
        return 1 if self.failures else 0
