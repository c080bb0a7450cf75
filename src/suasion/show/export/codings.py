"""The event formats of `suasion code`, each an entry point of `suasion.exporters`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from suasion.show.cli.common import complain
from suasion.show.export import BARE, binary_of, plover, tables
from suasion.show.export.told import Told, of_codings
from suasion.store import REAL

if TYPE_CHECKING:
    from suasion.types import Coding


def write_csv(codings: Iterable[Coding], out: TextIO) -> None:
    """A row an event."""
    tables.write_csv(of_codings(codings), out)


def write_parquet(codings: Iterable[Coding], out: TextIO) -> None:
    """A row an event, typed. Raises UsageError for a terminal."""
    tables.write_parquet(of_codings(codings), binary_of(out))


def write_plover(codings: Iterable[Coding], out: TextIO) -> None:
    """PLOVER records in one JSON list."""
    plover.write_plover(of_codings(codings), out)


def _bare(codings: Iterable[Coding], out: TextIO, form: str, write: Callable[..., list[Told]]) -> None:
    """What took place by some account; the others are counted on standard error."""
    fewer = 0

    def kept() -> Iterator[Told]:
        nonlocal fewer
        for told in of_codings(codings):
            if told.status in REAL:
                yield told
            else:
                fewer += 1

    left_out = write(kept(), out)
    if fewer:
        complain(f"{fewer} events left out: {form} cannot say that they are denied, negated, hypothetical or predicted")
    if left_out:
        complain(f"{len(left_out)} events left out: they have no day or no CAMEO code")


def write_cameo(codings: Iterable[Coding], out: TextIO) -> None:
    """GDELT 2.0's columns, a row for each pair of actors."""
    _bare(codings, out, "cameo", BARE["cameo"])


def write_icews(codings: Iterable[Coding], out: TextIO) -> None:
    """ICEWS's columns, a row for each pair of actors."""
    _bare(codings, out, "icews", BARE["icews"])
