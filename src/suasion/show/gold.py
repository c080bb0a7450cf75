"""Gold records (docs/scoring.md): the questions and the right codings of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from suasion.errors import ReadError
from suasion.read.decode import decode
from suasion.read.table import document_of, parsed_lines

KIND: Final = "table"
"""The kind that gold files are read as, whatever their names say."""

# What a gold record must hold, and each event, trap and question in it, with its type.
_RECORD: Final[dict[str, type]] = {"id": str, "text": str, "events": list}
_PARTS: Final[dict[str, dict[str, type]]] = {
    "events": {"type": str, "source": list, "target": list, "status": str},
    "wrong": {"type": str, "source": list, "target": list},
    "questions": {"question": str, "verdict": str},
}


def _rows(path: str) -> Iterator[tuple[int, dict[str, Any] | ReadError]]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, error.strerror or "cannot be opened", "check its name and rights") from None
    return parsed_lines(decode(data, path), path)


def _lacking(row: dict[str, Any]) -> str | None:
    """The first field that a gold record should hold and does not, else None."""
    for field, kind in _RECORD.items():
        if not isinstance(row.get(field), kind):
            return field
    for part, fields in _PARTS.items():
        for number, item in enumerate(row.get(part) or ()):
            for field, kind in fields.items():
                if not isinstance(item, dict) or not isinstance(item.get(field), kind):
                    return f"{part}[{number}].{field}"
    return None


def records(path: str) -> list[dict[str, Any]]:
    """The gold records of a file. Raises ReadError for the first line that is none."""
    found = []
    for number, row in _rows(path):
        if isinstance(row, ReadError):
            raise row
        if lacking := _lacking(row):
            raise ReadError(f"{path}:{number}", f"no good field `{lacking}`", "see the fields in docs/scoring.md")
        found.append(row)
    return found


def _asked(record: dict[str, Any]) -> tuple[str, ...]:
    rows = record.get("questions")
    found = [row.get("question") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(q for q in found if isinstance(q, str) and q.strip())


def questions(path: str) -> dict[str, tuple[str, ...]]:
    """The questions of each record, by the id that its document gets.

    A line that cannot be read is left to the reader to name. Raises ReadError when two records
    with questions share an id, or none has any.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, row in _rows(path):
        document = row if isinstance(row, ReadError) else document_of(row, path, number)
        if isinstance(row, ReadError) or isinstance(document, ReadError) or not _asked(row):
            continue
        if document.id in found:
            raise ReadError(f"{path}:{number}", f"the id {document.id!r} stood before", "give each record its own id")
        found[document.id] = _asked(row)
    if not found:
        raise ReadError(path, "no record puts a question", "see the field `questions` in docs/scoring.md")
    return found
