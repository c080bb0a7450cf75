"""What the commands share: options, reading with errors named, coding with one or more processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
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


class Run:
    """Reads and codes; remembers whether a document failed, for the exit code."""

    def __init__(self) -> None:
        self.failed = False

    def fail(self, line: object) -> None:
        """Name a document that could not be read or coded."""
        self.failed = True
        click.echo(f"suasion: {line}", err=True)

    def documents(self, files: Sequence[str], date: dt.date | None) -> Iterator[Document]:
        """The documents of the files, in order; what cannot be read is named and passed over."""
        from suasion.errors import ReadError
        from suasion.read import read

        for item in read(files or ("-",), date, warn=lambda line: click.echo(f"suasion: {line}", err=True)):
            if isinstance(item, ReadError):
                self.fail(item)
            else:
                yield item

    def codings(self, documents: Iterable[Document], jobs: int = 1) -> Iterator[Coding]:
        """The codings of the documents, in order."""
        from suasion.config import settings
        from suasion.scale import Coder, Failure, code_documents

        for item in code_documents(documents, jobs, Coder(use_learned=settings().learned)):
            if isinstance(item, Failure):
                self.fail(f"{item.id}: {item.reason}")
            else:
                yield item

    @property
    def exit_code(self) -> int:
        """0, or 1 when some document failed."""
        return 1 if self.failed else 0
