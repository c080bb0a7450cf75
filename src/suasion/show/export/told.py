"""What every export of events starts from: an act, the report that leads it, and how many tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from suasion.store import Dossier, Filter
from suasion.store.connect import reading
from suasion.store.dossier import codings_of
from suasion.store.link import SCALE

if TYPE_CHECKING:
    from suasion.types import Coding, Document, Event, Status

# Acts whose documents are read at once.
_CHUNK: Final = 1024
# Head words of a release of people or goods, which PLOVER counts as RETREAT (mode release) and CAMEO as 084,
# while the codebook has CONCEDE for it.
_RELEASE: Final = re.compile(r"releas|free|liberat|parol|repatriat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One act. `event` and `document` are those of the report that leads; `status` and `day` are the act's."""

    act: int
    event: Event
    document: Document
    status: Status
    day: dt.date | None
    reports: int
    sources: int
    first_told: dt.date | None
    last_told: dt.date | None


def is_release(told: Told) -> bool:
    """Whether a CONCEDE is the release of people or goods."""
    event = told.event
    return event.type == "CONCEDE" and bool(_RELEASE.match(told.document.text[slice(*event.anchor)]))


def of_codings(codings: Iterable[Coding]) -> Iterator[Told]:
    """Each event as an act of its own, numbered as a dossier would."""
    for doc, coding in enumerate(codings, 1):
        document = coding.document
        for n, event in enumerate(coding.events):
            day = event.date.start if event.date else document.date
            yield Told(doc * SCALE + n, event, document, event.status, day, 1, 1, document.date, document.date)


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    source = iter(rows)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def of_dossier(dossier: Dossier, chosen: Filter) -> Iterator[Told]:
    """The acts that a filter lets through, by day. Raises StoreError."""
    with reading(dossier.path) as connection:
        for chunk in _chunks(dossier.acts(chosen)):
            codings = dict(codings_of(connection, sorted({row["doc"] for row in chunk})))
            for row in chunk:
                coding = codings[row["doc"]]
                yield Told(
                    row["act"], coding.events[row["n"]], coding.document, row["status"], row["day"], row["reports"],
                    row["sources"], row["first_told"], row["last_told"],
                )  # fmt: skip
