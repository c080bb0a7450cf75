"""Import what GDELT, ICEWS and POLECAT publish, as events with their own provenance.

Every row of a file is accounted for: taken, or left out for a reason that is counted and said.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion.errors import StoreError, UsageError
from suasion.lexicon.foreign import actor_of, plover_of, sector_of
from suasion.lexicon.plover import scale_of, table
from suasion.store.connect import check_whole, one, sole_writer, writing
from suasion.store.providers import PROVIDERS, Provider
from suasion.types import UNKNOWN

if TYPE_CHECKING:
    import duckdb

_PIECE: Final = 1 << 20
# A zip that unpacks to more than this is refused (bytes; a year of GDELT is below it).
_MAX_UNPACKED: Final = 40_000_000_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows. `rows` is the sum of the others but `without_actor`, which are among `taken`."""

    rows: int
    taken: int
    malformed: int
    duplicates: int
    known: int
    no_equivalent: int
    without_actor: int
    codes_without_equivalent: tuple[str, ...]


@contextlib.contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or the only table in a zip, unpacked to a place that is cleared afterwards."""
    if not zipfile.is_zipfile(path):
        yield path
        return
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        inner = [i for i in archive.infolist() if not i.is_dir()]
        if len(inner) != 1 or inner[0].file_size > _MAX_UNPACKED:
            raise StoreError(f"{path}: a zip of one table is wanted; unpack it and name the table")
        out = Path(folder) / "table"
        with archive.open(inner[0]) as packed, out.open("wb") as plain:
            left = _MAX_UNPACKED
            while piece := packed.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise StoreError(f"{path}: unpacks to more than it says; take a fresh copy")
                plain.write(piece)
        yield out


def _look(path: Path) -> tuple[str, str]:
    """The file's SHA-256 and its encoding: UTF-8, or Latin-1 where it is not."""
    digest, decoder, encoding = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), "utf-8"
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            if encoding == "utf-8":
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    encoding = "latin-1"
    return digest.hexdigest(), encoding


def _columns(path: Path, provider: Provider, encoding: str, name: Path) -> tuple[str, ...]:
    """The file's columns. Raises StoreError when it is no file of this provider."""
    with path.open(encoding=encoding) as file:
        lines = [line.rstrip("\r\n").split("\t") for line, _ in zip(file, range(200), strict=False)]
    if provider.columns:
        if not any(len(line) == len(provider.columns) for line in lines):
            wide = max(map(len, lines), default=0)
            raise StoreError(
                f"{name}: no {provider.title} file: {wide} columns, not {len(provider.columns)} parted by tabs; "
                "check the format"
            )
        return provider.columns
    header = tuple(lines[0]) if lines else ()
    missing = [c for c in provider.needs if c not in header]
    if missing:
        raise StoreError(f"{name}: no {provider.title} file: column {missing[0]!r} is missing; check the format")
    return header


def _stage(
    connection: duckdb.DuckDBPyConnection, path: Path, provider: Provider, columns: tuple[str, ...], encoding: str
) -> int:
    """Read the file into the temporary table `staged`. The number of lines that were not rows."""
    schema = dict.fromkeys(columns, "VARCHAR")
    take = ", ".join(f"{sql} AS {name}" for name, sql in provider.take.items())
    actors = ", ".join(
        f"nullif(trim({sql}), '') AS {side}{n}"
        for side, given in (("s", provider.source), ("t", provider.target))
        for n, sql in enumerate(given)
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged AS SELECT {take}, {actors} FROM read_csv(
            $path, delim = '\t', header = $header, columns = $columns, auto_detect = false, quote = '', escape = '',
            encoding = $encoding, ignore_errors = true, store_rejects = true, strict_mode = true)""",
        {"path": str(path), "header": not provider.columns, "columns": schema, "encoding": encoding},
    ).fetchall()
    return int(one(connection, "SELECT count(DISTINCT (file_id, line)) FROM reject_errors"))


def _mapped(connection: duckdb.DuckDBPyConnection, name: str, sql: str, turn: Callable[[str], Any]) -> None:
    """A temporary table `name(foreign_, ours)` of what each distinct value stands for."""
    import pyarrow as pa

    values = [row[0] for row in connection.execute(sql).fetchall() if row[0] is not None]
    pairs = pa.table({"foreign_": pa.array(values, pa.string()), "ours": pa.array(map(turn, values), pa.string())})
    connection.register("pairs", pairs)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM pairs")
    connection.unregister("pairs")


def _plover_codes(connection: duckdb.DuckDBPyConnection, provider: Provider) -> None:
    """The temporary table `acts(code, mode, type, quad, score)` of the codes that have an equivalent."""
    import pyarrow as pa

    made = []
    for code, mode in connection.execute("SELECT DISTINCT code, mode FROM staged").fetchall():
        if provider.coded_in == "cameo":
            found = plover_of(code or "")
        else:
            kind = (code or "").strip().upper()
            found = (kind, (mode or "").strip().lower() or None) if (kind, "") in table() else None
        if found is not None:
            scale = scale_of(*found)
            made.append((code, mode, found[0], scale.quad, scale.score))
    names, kinds = ("code", "mode", "type", "quad", "score"), [pa.string()] * 4 + [pa.float64()]
    arrays = {n: pa.array([row[i] for row in made], kinds[i]) for i, n in enumerate(names)}
    connection.register("coded", pa.table(arrays))
    connection.execute("CREATE OR REPLACE TEMP TABLE acts AS SELECT * FROM coded")
    connection.unregister("coded")


def _actor_sql(side: str, number: int) -> tuple[str, str]:
    """SQL for one side's actor, the first given that is ours, and its joins."""
    joins = "".join(f" LEFT JOIN actors {side}{n}a ON {side}{n}a.foreign_ = staged.{side}{n}" for n in range(number))
    return f"coalesce({', '.join(f'{side}{n}a.ours' for n in range(number))}, '{UNKNOWN}')", joins


def _sort(connection: duckdb.DuckDBPyConnection, provider: Provider) -> None:
    """The temporary table `sorted` of the staged rows, each with why it is left out, if it is."""
    given = [f"{s}{n}" for s, many in (("s", provider.source), ("t", provider.target)) for n in range(len(many))]
    _mapped(connection, "actors", " UNION ".join(f"SELECT {c} FROM staged" for c in given), actor_of)
    _mapped(connection, "sectors", "SELECT source_sector FROM staged UNION SELECT target_sector FROM staged", sector_of)
    _plover_codes(connection, provider)
    source, joins_s = _actor_sql("s", len(provider.source))
    target, joins_t = _actor_sql("t", len(provider.target))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE sorted AS
        WITH firsts AS (SELECT key, min(rowid) AS first FROM staged GROUP BY key)
        SELECT staged.id, staged.key, staged.date, staged.published, {source} AS source, ss.ours AS source_sector,
               {target} AS target, ts.ours AS target_sector, acts.type, acts.quad, staged.goldstein,
               coalesce(staged.score, acts.score) AS score, staged.code AS cameo, nullif(staged.place, '') AS place,
               staged.reports, nullif(staged.url, '') AS url,
               CASE WHEN staged.id IS NULL OR trim(staged.id) = '' OR staged.date IS NULL OR staged.published IS NULL
                        THEN 'malformed'
                    WHEN firsts.first <> staged.rowid THEN 'duplicate'
                    WHEN held.id IS NOT NULL THEN 'known'
                    WHEN acts.type IS NULL THEN 'no_equivalent' END AS out
        FROM staged LEFT JOIN firsts ON firsts.key = staged.key
             LEFT JOIN (SELECT id, date FROM foreign_events WHERE provider = '{provider.name}') held
                 ON held.id = staged.id AND ('{provider.name}' <> 'icews' OR held.date = staged.date)
             LEFT JOIN acts ON acts.code = staged.code AND acts.mode IS NOT DISTINCT FROM staged.mode
             LEFT JOIN sectors ss ON ss.foreign_ = staged.source_sector
             LEFT JOIN sectors ts ON ts.foreign_ = staged.target_sector{joins_s}{joins_t}"""
    ).fetchall()


def _counts(connection: duckdb.DuckDBPyConnection, malformed: int) -> Imported:
    by = dict(connection.execute("SELECT coalesce(out, 'taken'), count(*) FROM sorted GROUP BY 1").fetchall())
    loose = one(
        connection, f"SELECT count(*) FROM sorted WHERE out IS NULL AND (source = '{UNKNOWN}' OR target = '{UNKNOWN}')"
    )
    codes = connection.execute("SELECT DISTINCT cameo FROM sorted WHERE out = 'no_equivalent' ORDER BY 1").fetchall()
    return Imported(
        rows=sum(by.values()) + malformed,
        taken=by.get("taken", 0),
        malformed=malformed + by.get("malformed", 0),
        duplicates=by.get("duplicate", 0),
        known=by.get("known", 0),
        no_equivalent=by.get("no_equivalent", 0),
        without_actor=loose,
        codes_without_equivalent=tuple(str(row[0]) for row in codes),
    )


def import_file(path: Path, provider_name: str, file: Path) -> Imported:
    """Import a published file into the dossier at `path`, which is made when it is not there.

    The events keep the provider's name, their own numbers and the import they came with. Importing a
    file again takes nothing twice. Raises UsageError for a provider that is not known, and StoreError.
    """
    if provider_name not in PROVIDERS:
        raise UsageError(f"no provider {provider_name!r}; name one of: {', '.join(sorted(PROVIDERS))}")
    provider = PROVIDERS[provider_name]
    if not file.is_file():
        raise StoreError(f"{file}: no such file; check the name")
    with sole_writer(path), _unpacked(file) as plain:
        check_whole(path)
        digest, encoding = _look(plain)
        columns = _columns(plain, provider, encoding, file)
        with writing(path) as connection:
            malformed = _stage(connection, plain, provider, columns, encoding)
            _sort(connection, provider)
            counts = _counts(connection, malformed)
            number = one(connection, "SELECT coalesce(max(import), 0) + 1 FROM imports")
            connection.execute(
                "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)",
                [number, provider.name, file.name, digest, dt.datetime.now(), json.dumps(asdict(counts))],
            )
            connection.execute(
                """INSERT INTO foreign_events
                   SELECT ?, id, ?, date, published, source, source_sector, target, target_sector, type, quad,
                          goldstein, score, cameo, place, reports, url
                   FROM sorted WHERE out IS NULL ORDER BY date""",
                [provider.name, number],
            )
    return counts
