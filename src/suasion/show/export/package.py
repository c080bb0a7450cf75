"""A dossier as a Frictionless data package: a folder of CSV files, and a datapackage.json that says what they hold.

The descriptor has each file's schema, keys, size and SHA-256, and the provenance: filter, versions of what
coded the documents, imports. It is written last, so that a folder with one is whole.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion import __version__
from suasion.errors import UsageError
from suasion.show.export.flat import COLUMNS, Column, Kind, cells, row_of
from suasion.show.export.told import of_dossier
from suasion.show.rows import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from suasion.store import Dossier, Filter, Rows

DESCRIPTOR: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_NEUTRAL: Final = (
    "A text that a spreadsheet would run as a formula (it begins with =, +, - or @) has one apostrophe before it; "
    "take that away before you count characters. Columns of type array are JSON."
)
_RIGHTS: Final = "The texts and quotations belong to their publishers; this package grants no rights in them."


@dataclass(frozen=True, slots=True)
class _Resource:
    """One table: what it is, its rows, and its keys (columns to the resource and columns that they point at)."""

    name: str
    title: str
    rows: Callable[[Dossier, Filter], Rows]
    key: tuple[str, ...] = ()
    points: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


_TO_ACT: Final = (("act",), "acts", ("act",))
_TO_DOCUMENT: Final = (("document",), "documents", ("id",))
_TO_REPORT: Final = (("document", "event"), "reports", ("document", "event"))
_DOCUMENTS: Final = """WITH seen AS (SELECT * FROM documents WHERE $as_of::DATE IS NULL OR date <= $as_of::DATE)
    SELECT d.id, d.date, d.title, d.url, d.source, d.lang, o.id AS origin, d.hash, c.maker, c.warnings, d.text
    FROM seen d JOIN (SELECT doc, id FROM documents) o ON o.doc = d.origin JOIN codings c ON c.doc = d.doc
    ORDER BY d.doc"""
_RESOURCES: Final = (
    _Resource("documents", "Documents; `origin` is the first of which one is a copy",
              lambda d, f: d.query(_DOCUMENTS, {"as_of": f.as_of}), ("id",), ((("maker",), "makers", ("maker",)),)),
    _Resource("reports", "Each document's report of an act; `leads` marks the one that stands for it",
              lambda d, f: d.reports(f), ("document", "event"), (_TO_ACT, _TO_DOCUMENT)),
    _Resource("actors", "The words for the actors of a report", lambda d, f: d.actors(f), (), (_TO_REPORT,)),
    _Resource("attributions", "Who takes which stand on a report", lambda d, f: d.attributions(f), (), (_TO_REPORT,)),
    _Resource("assessments", "What actors are judged to want, mean or have reached",
              lambda d, f: d.assessments(f.as_of), (), (_TO_DOCUMENT,)),
    _Resource("quotations", "Who said what", lambda d, f: d.quotations(f.as_of), (), (_TO_DOCUMENT,)),
    _Resource("verdicts", "Verdicts given", lambda d, f: d.verdicts(f.as_of), ("number",)),
    _Resource("episodes", "The episodes that the verdicts judge", lambda d, f: d.episodes(f.as_of), (),
              ((("verdict",), "verdicts", ("number",)),)),
    _Resource("imported", "Events that others published", lambda d, f: d.imported(f.as_of), (),
              ((("import",), "imports", ("import",)),)),
    _Resource("imports", "The files that were imported", lambda d, _: d.imports(), ("import",)),
    _Resource("makers", "What coded the documents, by version", lambda d, _: d.makers(), ("maker",)),
)  # fmt: skip


def _kind(kind: pa.DataType) -> Kind:
    """An Arrow type as a type of Frictionless. Raises TypeError for one that no table has."""
    from pyarrow import types

    for is_it, name in (
        (types.is_list, "array"), (types.is_boolean, "boolean"), (types.is_integer, "integer"),
        (types.is_floating, "number"), (types.is_date, "date"), (types.is_string, "string"),
    ):  # fmt: skip
        if is_it(kind):
            return name  # type: ignore[return-value]
    raise TypeError(f"no column of type {kind} can be exported")


def _columns(rows: Rows) -> list[Column]:
    return [Column(field.name, _kind(field.type)) for field in rows.arrow.schema]


def _field(column: Column, key: Sequence[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.kind}
    if column.means:
        made["description"] = column.means
    if column.kind == "list":
        made |= {"delimiter": ";", "itemType": "string"}
    if column.name in key:
        made["constraints"] = {"required": True}
    return made


class _Hashed(io.RawIOBase):
    """A file that counts and hashes what is written to it."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")
        self.digest, self.size = hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self.file.close()


def _write(
    folder: Path, resource: _Resource, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Write one table; its part of the descriptor."""
    path, part = folder / f"{resource.name}.csv", folder / f".{resource.name}.part"
    number = 0
    hashed = _Hashed(part)
    with io.TextIOWrapper(io.BufferedWriter(hashed), encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(c.name for c in columns)
        for row in cells(columns, rows):
            writer.writerow(row)
            number += 1
    part.replace(path)
    schema: dict[str, Any] = {"fields": [_field(c, resource.key) for c in columns], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.points:
        schema["foreignKeys"] = [
            {"fields": list(mine), "reference": {"resource": other, "fields": list(theirs)}}
            for mine, other, theirs in resource.points
        ]
    return {
        "name": resource.name, "title": resource.title, "type": "table", "path": path.name, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ","}, "bytes": hashed.size,
        "hash": f"sha256:{hashed.digest.hexdigest()}", "rows": number, "schema": schema,
    }  # fmt: skip


def _resources(folder: Path, dossier: Dossier, chosen: Filter) -> Iterator[dict[str, Any]]:
    acts = _Resource("acts", "Acts, each once, as the export `csv` has them", lambda d, f: d.acts(f), ("act",))
    yield _write(folder, acts, COLUMNS, map(row_of, of_dossier(dossier, chosen)))
    for resource in _RESOURCES:
        rows = resource.rows(dossier, chosen)
        yield _write(folder, resource, _columns(rows), rows)


def _prepared(folder: Path, force: bool) -> None:
    """Make the folder. Raises UsageError where something else would be written over."""
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / DESCRIPTOR).is_file():
            raise UsageError(f"{folder}: a folder with other files in it; name a new one")
        if not force:
            raise UsageError(f"{folder}: there is a data package already; name a new folder, or add --force")
        (folder / DESCRIPTOR).unlink()
    folder.mkdir(parents=True, exist_ok=True)


def write_package(dossier: Dossier, chosen: Filter, folder: Path, force: bool = False) -> None:
    """Write the folder. Raises UsageError where it would write over something, StoreError, and OSError."""
    _prepared(folder, force)
    resources = list(_resources(folder, dossier, chosen))
    asked = {name: plain(value) for name, value in chosen.values.items() if value}
    descriptor = {
        "$schema": _PROFILE,
        "name": "suasion-dossier",
        "title": f"Dossier {dossier.path.stem}",
        "description": f"{_NEUTRAL} {_RIGHTS}",
        "version": __version__,
        "contributors": [{"title": f"Suasion {__version__}", "roles": ["coder"]}],
        "provenance": {
            "dossier": dossier.path.name,
            "filter": asked,
            "makers": [plain(row) for row in dossier.makers()],
            "imports": [plain(row) for row in dossier.imports()],
        },
        "resources": resources,
    }
    part = folder / f".{DESCRIPTOR}.part"
    part.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / DESCRIPTOR)
