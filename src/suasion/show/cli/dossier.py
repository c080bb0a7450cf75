"""What the commands of the dossier share: its argument, filters, formats, and what is said beside the rows."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from suasion.errors import UsageError
from suasion.show.cli.common import Day, complain
from suasion.show.rows import FORMATS, write_rows
from suasion.types import EventType, Status

if TYPE_CHECKING:
    from suasion.store import Dossier

F = TypeVar("F", bound=Callable[..., Any])
# DuckDB's mark and where it stands (bytes).
_MARK, _AT = b"DUCK", 8


def is_dossier(name: str) -> bool:
    """Whether a file is a dossier, by its ending or its first bytes."""
    path = Path(name)
    if path.suffix.lower() == ".duckdb":
        return True
    try:
        with path.open("rb") as file:
            return file.read(_AT + len(_MARK))[_AT:] == _MARK
    except (OSError, ValueError):
        return False


def dossier_argument(command: F) -> F:
    """DOSSIER, a file."""
    return click.argument("dossier", type=click.Path(dir_okay=False, path_type=Path))(command)


def as_of_option(command: F) -> F:
    """--as-of."""
    return click.option("--as-of", type=Day(), help="Only what was published by this day.")(command)


def rows_option(command: F) -> F:
    """--format for rows."""
    return click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)(command)


def actor_code(name: str, day: dt.date | None = None) -> str:
    """The code of an actor given by its code or by a name of the tables. Raises UsageError for any other."""
    from suasion.lexicon.actors import names

    known = names()
    entries = known.get(name) or next((e for n, e in known.items() if n.lower() == name.lower()), ())
    if name.upper() in {e.code for many in known.values() for e in many}:
        return name.upper()
    if entries:
        return next((e for e in entries if e.holds(day)), entries[0]).code
    if name and name == name.upper():  # a code of the user's own lexicon
        return name
    raise UsageError(f"no actor {name!r}; name a code (USA, NATO) or a state, capital or body")


_FILTERS = (
    click.option("--since", type=Day(), help="Only acts from this day on."),
    click.option("--until", type=Day(), help="Only acts up to this day."),
    click.option("--actor", "actors", multiple=True, help="Only acts with this actor on either side (repeatable)."),
    click.option("--source", multiple=True, help="Only acts by this actor (repeatable)."),
    click.option("--target", multiple=True, help="Only acts towards this actor (repeatable)."),
    click.option(
        "--type", "types", multiple=True, metavar="TYPE", help="Only this PLOVER type (repeatable).",
        type=click.Choice(get_args(EventType), case_sensitive=False),
    ),
    click.option(
        "--status", "statuses", multiple=True, metavar="STATUS", help="Only acts that stand so (repeatable).",
        type=click.Choice(get_args(Status), case_sensitive=False),
    ),
)  # fmt: skip


def filter_options(command: F) -> F:
    """--as-of and the filters, given to the command as `chosen`, a Filter."""

    @functools.wraps(command)
    def wrapped(
        as_of: dt.date | None, since: dt.date | None, until: dt.date | None, types: tuple[str, ...],
        statuses: tuple[str, ...], **rest: Any,
    ) -> Any:  # fmt: skip
        from suasion.store import Filter

        sides = {k: tuple(actor_code(n, as_of) for n in rest.pop(k)) for k in ("actors", "source", "target")}
        chosen = Filter(as_of=as_of, types=types, statuses=statuses, since=since, until=until, **sides)
        return command(chosen=chosen, **rest)

    for option in reversed(_FILTERS):
        wrapped = option(wrapped)
    return as_of_option(wrapped)  # type: ignore[return-value]


def say_undated(dossier: Dossier, as_of: dt.date | None) -> None:
    """Say how many documents an --as-of cannot see, since they have no date."""
    undated = dossier.undated() if as_of else 0
    if undated:
        complain(f"{dossier.path}: {undated} undated documents are seen only without --as-of")


def show_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], form: str, shown: Sequence[str] = ()) -> None:
    """Print rows on standard output."""
    write_rows(columns, rows, form, sys.stdout, shown)
