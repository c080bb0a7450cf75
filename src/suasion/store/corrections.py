"""What analysts say of the events: a layer over the codings, only added to, that coding anew leaves alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from suasion.errors import UsageError
from suasion.lexicon.names import name_of
from suasion.lexicon.plover import scale_of
from suasion.store.connect import one, reading, sole_writer, writing
from suasion.types import AUTHOR, Attribution, Coding, Document, Event, EventType, FactValue, Mention, Status

Action = Literal["accept", "reject", "edit", "add", "undo"]
# The author's stand on an event of each status, for events that an analyst reads otherwise than the machine.
_STANDS: Final[dict[Status, FactValue]] = {
    "asserted": "CT+", "claimed": "Uu", "contested": "Uu", "denied": "Uu", "negated": "CT-", "hypothetical": "Uu",
    "predicted": "PR+",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """An event as one reader has it: the machine or an analyst. `start`, `end` are offsets of the quotation."""

    type: EventType
    status: Status
    source: tuple[str, ...]
    target: tuple[str, ...]
    quote: str
    start: int
    end: int
    anchor: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """One analyst's word on one event, or the taking back of an earlier one."""

    number: int
    document: str
    action: Action
    machine: Reading | None
    reading: Reading | None
    note: str
    who: str
    made_at: dt.datetime
    undoes: int | None = None

    @property
    def subject(self) -> Reading:
        """The event that it speaks of: as the machine read it, else as it was added."""
        found = self.machine or self.reading
        assert found is not None, "an undo has no subject"
        return found


def reading_of(event: Event) -> Reading:
    """An event as the machine has it."""
    return Reading(
        event.type, event.status, tuple(dict.fromkeys(m.code for m in event.source)),
        tuple(dict.fromkeys(m.code for m in event.target)), event.quote, event.start, event.end, event.anchor,
    )  # fmt: skip


def checked(correction: Correction, document: Document) -> Correction:
    """The correction, if it can be one of that document. Raises UsageError saying what is wrong."""
    read = correction.reading
    if correction.action in ("accept", "reject", "edit") and correction.machine is None:
        raise UsageError("no such event in the document any more; load the page anew")
    if correction.action in ("edit", "add"):
        if read is None or read.type not in get_args(EventType) or read.status not in get_args(Status):
            raise UsageError("no such type or status; choose them from the lists")
        if not read.source or not read.target:
            raise UsageError("source and target are needed; write codes such as USA CHN")
        if document.text[read.start : read.end] != read.quote or not read.quote:
            raise UsageError("the quotation is not in the text; copy it from there")
    return correction


def active(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Those that were not taken back, in order."""
    rows = list(corrections)
    undone = {c.undoes for c in rows}
    return tuple(c for c in rows if c.action != "undo" and c.number not in undone)


def same_event(a: Reading, b: Reading) -> bool:
    """Whether two readings are of one event: the same head, else the same type over common words."""
    if a.anchor == b.anchor and a.anchor != (0, 0):
        return True
    return a.type == b.type and a.start < b.end and b.start < a.end


def latest(event: Reading, corrections: Iterable[Correction]) -> Correction | None:
    """The last correction of an event, from active ones of its document."""
    rows = [c for c in corrections if c.action != "add"]
    exact = [c for c in rows if c.subject.anchor == event.anchor and c.subject.type == event.type]
    near = exact or [c for c in rows if same_event(c.subject, event)]
    return near[-1] if near else None


def _mention(code: str, among: Sequence[Mention], start: int) -> Mention:
    """An actor by code: as the machine found it, else with the code's name for words."""
    found = next((m for m in among if m.code == code), None)
    return found or Mention(code, None, name_of(code), "", start, start, "an analyst's")


def _corrected(event: Event, read: Reading, who: str) -> Event:
    """The event as an analyst reads it."""
    scale = scale_of(read.type, event.mode if read.type == event.type else None)
    stands = event.attributions
    if read.status != event.status:
        others = tuple(a for a in stands if a.source != AUTHOR)
        stands = (Attribution(AUTHOR, _STANDS[read.status]), *others)
    return dataclasses.replace(
        event, type=read.type, status=read.status, attributions=stands, quad=scale.quad, score=scale.score,
        goldstein=scale.goldstein, cameo=scale.cameo, mode=event.mode if read.type == event.type else None,
        source=tuple(_mention(c, event.source + event.target, read.start) for c in read.source),
        target=tuple(_mention(c, event.target + event.source, read.start) for c in read.target),
        reasons=(f"corrected by {who or 'an analyst'}", *event.reasons),
    )  # fmt: skip


def _added(correction: Correction, number: int, coding: Coding) -> Event | None:
    """The event that an analyst added; None when the text there is another now."""
    read = correction.reading
    if read is None or coding.document.text[read.start : read.end] != read.quote:
        return None
    bare = Event(
        f"a{number}", read.type, (), (), read.status, read.quote, read.start, read.end,
        (Attribution(AUTHOR, _STANDS[read.status]),), mentions=((read.start, read.end),), anchor=read.anchor,
    )  # fmt: skip
    named = dataclasses.replace(bare, source=coding.mentions, target=())
    return dataclasses.replace(_corrected(named, read, correction.who), reasons=(f"added by {correction.who}",))


def applied(coding: Coding, corrections: Iterable[Correction]) -> Coding:
    """The coding as corrected: without what was rejected, with what was edited and added."""
    rows = [c for c in active(corrections) if c.document == coding.document.id]
    if not rows:
        return coding
    events = []
    for event in coding.events:
        last = latest(reading_of(event), rows)
        if last is None or last.action == "accept":
            events.append(event)
        elif last.action == "edit" and last.reading is not None:
            events.append(_corrected(event, last.reading, last.who))
    for correction in rows:
        if correction.action == "add" and (made := _added(correction, correction.number, coding)) is not None:
            events.append(made)
    return dataclasses.replace(coding, events=tuple(sorted(events, key=lambda e: (e.start, e.end, e.id))))


def _json(read: Reading | None) -> str | None:
    return None if read is None else json.dumps(dataclasses.asdict(read), ensure_ascii=False)


def _reading(record: str | None) -> Reading | None:
    if record is None:
        return None
    row: dict[str, Any] = json.loads(record)
    for field in ("source", "target", "anchor"):
        row[field] = tuple(row[field])
    return Reading(**row)


def corrections(path: Path, document: str | None = None) -> tuple[Correction, ...]:
    """The corrections kept in a dossier, or those of one document, in order. Raises StoreError."""
    with reading(path) as connection:
        rows = connection.execute(
            """SELECT number, document, action, machine, reading, note, who, made_at, undoes FROM corrections
               WHERE $document::VARCHAR IS NULL OR document = $document ORDER BY number""",
            {"document": document},
        ).fetchall()
    return tuple(Correction(r[0], r[1], r[2], _reading(r[3]), _reading(r[4]), *r[5:]) for r in rows)


def keep_correction(path: Path, correction: Correction) -> int:
    """Add a correction to a dossier; its number there. Raises StoreError."""
    with sole_writer(path), writing(path) as connection:
        number = int(one(connection, "SELECT coalesce(max(number), 0) + 1 FROM corrections"))
        connection.execute(
            "INSERT INTO corrections VALUES (?, ?, ?, ?, ?::JSON, ?::JSON, ?, ?, ?)",
            [number, correction.document, correction.action, correction.undoes, _json(correction.machine),
             _json(correction.reading), correction.note, correction.who, correction.made_at],
        )  # fmt: skip
    return number
