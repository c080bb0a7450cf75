"""Every error that Suasion raises, as a tree, each with what to do about it."""

from __future__ import annotations


class SuasionError(Exception):
    """The root. `str(error)` is one line that names the trouble and the mend."""


class UsageError(SuasionError):
    """The call was wrong (exit code 2)."""


class ReadError(SuasionError):
    """A document could not be read (exit code 1); the others are still done."""

    def __init__(self, name: str, reason: str, mend: str) -> None:
        super().__init__(f"{name}: {reason}; {mend}")
        self.name = name


class DataError(SuasionError):
    """A file that ships with Suasion, or a user's own lexicon, breaks its schema."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        where = f"{name}:{line}" if line is not None else name
        super().__init__(f"{where}: {reason}; mend that row, or reinstall suasion if it is not yours")


class ModelError(SuasionError):
    """The language model is missing, or its files are not the ones whose hashes we keep."""


class StoreError(SuasionError):
    """A dossier could not be opened, read or written; what was stored before is untouched."""
