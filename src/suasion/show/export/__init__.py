"""Complete exports of a dossier, filtered as seen: each format by its name.

`suasion export` writes them from a dossier, and those of events alone, `suasion code` from documents.
"""

from __future__ import annotations

import dataclasses
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TextIO, cast

from suasion.errors import UsageError
from suasion.show.export import ftm, graph, package, plover, tables, tsv
from suasion.show.export.told import of_dossier
from suasion.store import REAL
from suasion.store.connect import reading

if TYPE_CHECKING:
    from suasion.store import Dossier, Filter

# Formats of acts that say how each stands; those that cannot; those of the network; and the package.
STANDING: Final[dict[str, Callable[..., None]]] = {
    "csv": tables.write_csv, "parquet": tables.write_parquet, "jsonl": tables.write_jsonl,
    "plover": plover.write_plover, "ftm": ftm.write_ftm,
}  # fmt: skip
BARE: Final = {"cameo": tsv.write_cameo, "icews": tsv.write_icews}
GRAPHS: Final = {"gexf": graph.write_gexf, "graphml": graph.write_graphml}
PACKAGE: Final = "package"
FORMATS: Final = (*STANDING, *BARE, *GRAPHS, PACKAGE)
BINARY: Final = frozenset({"parquet"})


def binary_of(out: TextIO) -> BinaryIO:
    """The bytes beneath a text stream. Raises UsageError for a terminal, which no bytes should go to."""
    under = getattr(out, "buffer", None)
    if under is None or out.isatty():
        raise UsageError("this format is no text; write it to a file")
    return cast(BinaryIO, under)


@contextmanager
def _out(path: Path | None, binary: bool) -> Iterator[Any]:
    """A stream to write to: standard output, or a file that takes its name when it is whole."""
    if path is None:
        yield binary_of(sys.stdout) if binary else sys.stdout
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as raw:
        part = Path(raw.name)
        try:
            if binary:
                yield raw
            else:
                with io.TextIOWrapper(cast(BinaryIO, raw), encoding="utf-8", newline="") as text:
                    yield text
        except BaseException:
            raw.close()
            part.unlink()
            raise
    part.chmod(0o666 & ~_umask())
    part.replace(path)


def _umask() -> int:
    """What new files may not allow here; a temporary file allows less."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


def export(
    dossier: Dossier, chosen: Filter, form: str, path: Path | None, force: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    """Write what a filter lets through to `path` (standard output when None) in one of `FORMATS`.

    `say` hears what the format cannot carry. A file takes its name only when it is whole. Raises UsageError
    where it would write over something without `force`, StoreError, and OSError.
    """
    with reading(dossier.path):  # held open, so that no writer comes in between two tables
        _export(dossier, chosen, form, path, force, say)


def _export(
    dossier: Dossier, chosen: Filter, form: str, path: Path | None, force: bool, say: Callable[[str], None]
) -> None:
    if form == PACKAGE:
        if path is None:
            raise UsageError("a data package is a folder; name one")
        package.write_package(dossier, chosen, path, force)
        return
    if path is not None and path.exists() and not force:
        raise UsageError(f"{path}: is there already; name a new file, or add --force")
    with _out(path, form in BINARY) as out:
        if form in GRAPHS:
            GRAPHS[form](dossier, chosen, out)
        elif form in STANDING:
            STANDING[form](of_dossier(dossier, chosen), out)
        else:
            _bare(dossier, chosen, form, out, say)


def _bare(dossier: Dossier, chosen: Filter, form: str, out: TextIO, say: Callable[[str], None]) -> None:
    """Formats that cannot say how an act stands: those that took place by some account, unless asked otherwise."""
    if not chosen.statuses:
        kept = dataclasses.replace(chosen, statuses=REAL)
        fewer = len(dossier.acts(chosen)) - len(dossier.acts(kept))
        if fewer:
            say(f"{fewer} acts left out: {form} cannot say that they are denied, negated, hypothetical or predicted")
        chosen = kept
    left_out = BARE[form](of_dossier(dossier, chosen), out)
    if left_out:
        say(f"{len(left_out)} acts left out: they have no day or no CAMEO code")
