"""Acts as PLOVER records: the fields of the PLOVER manual's JSON, and ours beside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TextIO

from suasion import __version__
from suasion.show.export.told import is_release
from suasion.show.records import demand_record
from suasion.show.rows import plain, write_json_list

if TYPE_CHECKING:
    from suasion.show.export.told import Told
    from suasion.types import Mention

_VERSION: Final = "PLOVER 2021"


def _actors(actors: Sequence[Mention]) -> list[dict[str, Any]]:
    return [{"actorText": m.text, "code": m.code, "sector": m.sector or "", "name": m.name or ""} for m in actors]


def record_of(told: Told) -> dict[str, Any]:
    """One act. `id` is unique within an export; a release is PLOVER's RETREAT, while the codebook has CONCEDE."""
    event, document = told.event, told.document
    release = is_release(told)
    return {
        "id": f"suasion-{told.act}",
        "date": plain(told.day) or "",
        "source": _actors(event.source),
        "target": _actors(event.target),
        "event": "RETREAT" if release else event.type,
        "eventText": document.text[slice(*event.anchor)],
        "mode": "release" if release else event.mode or "",
        "context": list(event.contexts),
        "intensity": event.score,
        "text": event.quote,
        "textInfo": {
            "document": document.id, "event": event.id, "title": document.title, "url": document.url,
            "date": plain(document.date), "start": event.start, "end": event.end,
        },
        "location": event.place or "",
        "language": document.lang or "en",
        "publication": document.source or "",
        "coder": f"suasion {__version__}",
        "version": _VERSION,
        "status": told.status,
        "attributions": [dataclasses.asdict(a) for a in event.attributions],
        "demand": demand_record(event.demand),
        "reports": told.reports,
        "sources": told.sources,
    }  # fmt: skip


def write_plover(tolds: Iterable[Told], out: TextIO) -> None:
    """One JSON list, a record a line."""
    write_json_list(map(record_of, tolds), out)
