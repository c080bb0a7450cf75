"""One DuckDB file, opened for as short a time as can be: one writer, many readers, errors in plain words.

DuckDB lets one process write or many read. So that readers get their turn while documents are being
coded, a writer holds a lock file of its own for the whole run and the database only for each
transaction; who finds the database busy waits a little.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from suasion.errors import StoreError

if TYPE_CHECKING:
    import duckdb

# How long a reader or writer waits for its turn (seconds; a batch is written in well under one).
PATIENCE: Final = 20.0
_PAUSE: Final = 0.02
# DuckDB's own use of memory, so that a large dossier does not crowd out the coder (2026-11).
MEMORY: Final = "256MB"
_BUSY: Final = ("could not set lock", "different configuration", "being used by another process")
# What DuckDB says, and what to say of it.
_PLAIN: Final = (
    (("no space left", "file too large", "disk quota", "out of space"),
     "the disk is full; free some space and run it again, what was stored before is there"),
    (("permission denied", "read-only", "read only", "operation not permitted"),
     "it cannot be written; check its rights, or copy it to where you may write"),
    (("not a valid duckdb", "not a duckdb"), "it is no dossier; name a file that `suasion add` made, or a new one"),
    (("newer version", "version number", "storage version"),
     "another version of DuckDB wrote it; update: pip install --upgrade duckdb"),
    (("no such file", "does not exist", "cannot open file"), "it is not there; make it with: suasion add"),
    (("out of memory",), "memory ran out; close other programs and run it again"),
)  # fmt: skip
# A DuckDB file is its headers (bytes) and then blocks.
_HEADERS: Final = 3 * 4096
_DAMAGED: Final = "it is damaged (cut short or overwritten); take a copy from before, or add the documents anew"
_STEP: Final = re.compile(r"(\d{4})_(\w+)\.sql")


def duckdb_module() -> Any:
    """DuckDB, imported now. Raises StoreError when it is not installed."""
    try:
        import duckdb
    except ImportError:
        raise StoreError("dossiers need DuckDB; pip install 'suasion[dossier]'") from None
    return duckdb


def said(path: Path, error: Exception) -> Exception:
    """DuckDB's trouble with the file in one plain line; any other error, a fault of ours, as it is."""
    duckdb = duckdb_module()
    files = (
        duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException,
        duckdb.OutOfMemoryException, duckdb.PermissionException, duckdb.TransactionException,
    )  # fmt: skip
    if not isinstance(error, files) and "read-only" not in str(error):
        return error
    words = str(error).lower()
    for signs, plain in _PLAIN:
        if any(sign in words for sign in signs):
            return StoreError(f"{path}: {plain}")
    return StoreError(f"{path}: {_DAMAGED}")


def steps() -> list[tuple[int, str, str]]:
    """The migrations: number, name and SQL, in order."""
    made = []
    for file in resources.files("suasion.store").joinpath("migrations").iterdir():
        found = _STEP.fullmatch(file.name)
        if found:
            made.append((int(found[1]), found[2], file.read_text(encoding="utf-8")))
    return sorted(made)


def one(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The only value of a SELECT of one column, read to its end; None when there is no row."""
    rows = connection.execute(sql, list(values)).fetchall()
    return rows[0][0] if rows else None


def schema_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last migration that was made; 0 for an empty file."""
    if not one(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_steps'"):
        return 0
    return int(one(connection, "SELECT coalesce(max(number), 0) FROM schema_steps"))


def check_whole(path: Path) -> None:
    """Whether the file reaches to its last block in use. Raises StoreError when it was cut short.

    DuckDB itself only finds out when it reads the part that is gone, which adding may never do.
    """
    with writing(path) as connection:
        size = one(connection, "SELECT block_size FROM pragma_database_size()")
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
        last = max(
            one(connection, f"SELECT coalesce(max(block_id), -1) FROM pragma_storage_info('{table}')")
            for (table,) in tables
        )
        if path.stat().st_size < _HEADERS + size * (last + 1):
            raise StoreError(f"{path}: {_DAMAGED}")


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring the schema up to date in one transaction. Raises StoreError for a newer or a foreign schema."""
    at, known = schema_of(connection), steps()
    if at > known[-1][0]:
        raise StoreError(f"{path}: a newer Suasion made it (schema {at}); update: pip install --upgrade suasion")
    if at == known[-1][0]:
        return
    if at == 0 and one(connection, "SELECT count(*) FROM duckdb_tables()"):
        raise StoreError(f"{path}: a DuckDB file with other tables; name a new file for the dossier")
    connection.execute("BEGIN")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY, name VARCHAR, done_at TIMESTAMP)"
    )
    for number, name, sql in known:
        if number > at:
            connection.execute(sql)
            connection.execute("INSERT INTO schema_steps VALUES (?, ?, current_localtimestamp())", [number, name])
    connection.execute("COMMIT")


def _open(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open the file, waiting for its turn. Raises StoreError."""
    engine = duckdb_module()
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection: duckdb.DuckDBPyConnection = engine.connect(
                str(path), read_only=read_only, config={"memory_limit": MEMORY, "preserve_insertion_order": True}
            )
            return connection
        except engine.Error as error:
            words = str(error).lower()
            if not any(sign in words for sign in _BUSY):
                raise said(path, error) from None
            if time.monotonic() > until:
                raise StoreError(f"{path}: another program has it open; close that and run it again") from None
            time.sleep(_PAUSE)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that only reads. An older schema is brought up to date first. Raises StoreError."""
    if not path.is_file():
        raise StoreError(f"{path}: no such dossier; make it with: suasion add {path} FILES")
    duckdb = duckdb_module()
    connection = _open(path, read_only=True)
    try:
        if schema_of(connection) != steps()[-1][0]:
            connection.close()
            with writing(path):
                pass
            connection = _open(path, read_only=True)
        yield connection
    except duckdb.Error as error:
        raise said(path, error) from None
    finally:
        connection.close()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A transaction: all of it is kept, or nothing. Raises StoreError."""
    duckdb = duckdb_module()
    connection = _open(path, read_only=False)
    try:
        migrate(connection, path)
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    except duckdb.Error as error:
        raise said(path, error) from None
    finally:
        # Closing without a commit rolls back. A full disk may also stop the checkpoint that closing makes:
        # what was committed is in the log file then, and is taken up when the file is next opened.
        with contextlib.suppress(duckdb.Error):
            connection.close()


@contextlib.contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Keep other writers out for a whole run. Raises StoreError at once when there is one already."""
    try:
        from filelock import FileLock, Timeout
    except ImportError:
        raise StoreError("dossiers need filelock; pip install 'suasion[dossier]'") from None
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(f"{path}: another run is writing to it; wait for that to end, then run this again") from None
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written here ({error.strerror}); check the folder and its rights"
        ) from None
    try:
        yield
    finally:
        lock.release()
