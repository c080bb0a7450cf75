"""What a request asks for: its filters, days and corrections, read with care."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args
from urllib.parse import urlencode

from suasion.errors import UsageError
from suasion.show.table import clean
from suasion.store import Filter
from suasion.store.corrections import Correction, Reading, checked, reading_of
from suasion.types import Coding, Event, EventType, Status

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

TYPES: Final = get_args(EventType)
STATUSES: Final = get_args(Status)
MOST_QUESTION: Final = 1_000
_MOST_NOTE: Final = 2_000
_CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{1,23}")


def day_of(words: str) -> dt.date | None:
    """A day from a form; empty is none. Raises UsageError for what is no day."""
    words = words.strip()
    if not words:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{words[:40]!r} is not a date; write it as 2022-03-20") from None


def question_of(words: str) -> str:
    """A question on one line, harmless to show. Raises UsageError for one too long."""
    question = " ".join(clean(words).split())
    if len(question) > MOST_QUESTION:
        raise UsageError(f"the question is longer than {MOST_QUESTION:,} characters; ask for less at once")
    return question


def codes_in(words: str) -> tuple[str, ...]:
    """The actors' codes in a line, each once. Raises UsageError for what cannot be one."""
    found = tuple(dict.fromkeys(re.split(r"[\s,;+]+", words.strip().upper()))) if words.strip() else ()
    for code in found:
        if not _CODE.fullmatch(code):
            raise UsageError(f"{code[:30]!r} is no code of an actor; write codes such as USA or NATO")
    return found


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of a page, all of them in its address."""

    question: str = ""
    as_of: dt.date | None = None
    search: str = ""
    actor: tuple[str, ...] = ()
    type: str = ""
    status: str = ""
    outlet: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """The filters as the end of an address; empty without any."""
        return self.with_page(1)

    def with_page(self, page: int) -> str:
        """The same for another page."""
        pairs = {
            "question": self.question, "as_of": self.as_of, "search": self.search, "actor": " ".join(self.actor),
            "type": self.type, "status": self.status, "outlet": self.outlet, "since": self.since, "until": self.until,
            "page": page if page > 1 else "",
        }  # fmt: skip
        words = urlencode({k: str(v) for k, v in pairs.items() if v})
        return f"?{words}" if words else ""

    @property
    def asked(self) -> str:
        """The question alone as the end of an address."""
        return Chosen(self.question, self.as_of).query

    @property
    def filters_events(self) -> bool:
        """Whether some events are left out."""
        return bool(self.actor or self.type or self.status)

    def keeps(self, event: Event) -> bool:
        """Whether an event is shown."""
        codes = {m.code for m in (*event.source, *event.target)}
        return (
            (not self.type or event.type == self.type)
            and (not self.status or event.status == self.status)
            and (not self.actor or bool(codes & set(self.actor)))
        )

    @property
    def filter(self) -> Filter:
        """The same for a dossier."""
        return Filter(
            as_of=self.as_of, actors=self.actor, types=(self.type,) if self.type else (),
            statuses=(self.status,) if self.status else (), since=self.since, until=self.until,
        )  # fmt: skip


def chosen(given: QueryParams) -> Chosen:
    """The filters of an address. Raises UsageError."""

    def one_of(name: str, among: tuple[str, ...]) -> str:
        word = given.get(name, "")
        if word and word not in among:
            raise UsageError(f"no {name} {word[:30]!r}; choose one from the list")
        return word

    page = given.get("page", "1")
    return Chosen(
        question_of(given.get("question", "")), day_of(given.get("as_of", "")), question_of(given.get("search", "")),
        codes_in(given.get("actor", "")), one_of("type", TYPES), one_of("status", STATUSES),
        question_of(given.get("outlet", "")), day_of(given.get("since", "")), day_of(given.get("until", "")),
        min(max(int(page), 1), 100_000) if page.isdecimal() and len(page) < 8 else 1,
    )  # fmt: skip


def mark_of(event: Event) -> str:
    """What tells an event from another of the same number after its text was coded anew."""
    return f"{event.type}-{event.anchor[0]}-{event.anchor[1]}"


def _written(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _reading(form: Mapping[str, Any], text: str, event: Event | None) -> Reading:
    """The event as the form has it; its quotation is the machine's, or is looked up in the text."""
    if event is not None:
        quote, start, anchor = event.quote, event.start, event.anchor
    else:
        quote = _written(form, "quote").replace("\r\n", "\n").strip()
        start = text.find(quote) if quote else -1
        if start < 0:
            raise UsageError("the quotation is not in the text; copy it from there")
        anchor = (start, start + len(quote))
    return Reading(
        cast("EventType", _written(form, "type")), cast("Status", _written(form, "status")),
        codes_in(_written(form, "source")), codes_in(_written(form, "target")),
        quote, start, start + len(quote), anchor,
    )  # fmt: skip


def correction_of(form: Mapping[str, Any], machine: Coding) -> Correction:
    """The correction in a form about one event of a document as coded. Raises UsageError."""
    action, name = _written(form, "action"), _written(form, "event")
    if action not in ("accept", "reject", "edit", "add"):
        raise UsageError("no such correction; accept, reject, edit or add")
    event = next((e for e in machine.events if e.id == name and mark_of(e) == _written(form, "mark")), None)
    changed = action in ("edit", "add")
    return checked(
        Correction(
            0, machine.document.id, cast('Literal["accept", "reject", "edit", "add"]', action),
            reading_of(event) if event and action != "add" else None,
            _reading(form, machine.document.text, event if action == "edit" else None) if changed else None,
            _written(form, "note").strip()[:_MOST_NOTE], _written(form, "who").strip()[:80] or "analyst",
            dt.datetime.now().replace(microsecond=0),
        ),
        machine.document,
    )  # fmt: skip
