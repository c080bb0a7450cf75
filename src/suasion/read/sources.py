"""Names to bytes: a file, a folder's files, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from suasion.errors import ReadError
from suasion.read.kinds import is_known

# A file larger than this is refused whole rather than held in memory (bytes; 2026-11).
_MAX_BYTES: Final = 2_000_000_000
# A folder with more files than this is likelier a mistake (`/`) than a collection (2026-11).
_MAX_FILES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and its name."""

    name: str
    data: bytes


def _stdin() -> bytes:
    data = sys.stdin.buffer.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ReadError("-", "larger than 2 GB", "split it")
    return data


def _file(name: str) -> bytes:
    path = Path(name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReadError(name, "larger than 2 GB", "split it")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(name, "no such file", "check the name") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else None
        raise ReadError(repr(name), reason or "cannot be opened", "check its name and rights") from None


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: str) -> list[str]:
    """The files of a folder and of those in it that a reader is known for, by name in order.

    Hidden ones and links are passed over, so that a walk ends and stays inside.
    Raises ReadError when there are none or too many.
    """
    found: list[str] = []
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(where, file)
            if not file.startswith(".") and is_known(file) and path.is_file() and not path.is_symlink():
                found.append(str(path))
        if len(found) > _MAX_FILES:
            raise ReadError(folder, f"is a folder of more than {_MAX_FILES} files", "name the folders inside it")
    if not found:
        raise ReadError(folder, "is a folder without a file that can be read", "name a file, or convert those in it")
    return found


def sources(name: str) -> Iterator[Source | ReadError]:
    """The bytes that a name stands for, one item a file; what cannot be had is a ReadError in its place."""
    try:
        names = files_in(name) if name != "-" and _is_folder(name) else [name]
    except ReadError as error:
        yield error
        return
    for each in names:
        try:
            yield Source(each, _stdin() if each == "-" else _file(each))
        except ReadError as error:
            yield error
