"""What all pages share: the state, rendering, working off the event loop, files to save."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from suasion.show.records import dumps, event_record
from suasion.show.report.html import render
from suasion.show.report.tables import csv_of
from suasion.show.report.words import codes_of, joined, period
from suasion.show.web.desk import Desk
from suasion.show.web.forms import STATUSES, TYPES
from suasion.types import Event

if TYPE_CHECKING:
    from starlette.requests import Request

    from suasion.show.report.figures import Figure

P = ParamSpec("P")
T = TypeVar("T")
_PICTURES: Final = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
# A picture opened alone may style itself, and nothing else.
_SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_EVENT_COLUMNS: Final = (
    "document", "event", "date", "source", "type", "target", "status", "quote", "start", "end",
)  # fmt: skip


@dataclass(slots=True)
class State:
    """What the pages work with; `who` is the analyst who last corrected."""

    desk: Desk = field(default_factory=Desk)
    dossier: Path | None = None
    who: str = ""


def state_of(request: Request) -> State:
    """The server's state."""
    state: State = request.app.state.suasion
    return state


async def work(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work in a thread; a request that is given up does not wait for it."""
    return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), abandon_on_cancel=True)


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """A page with what every page needs."""
    state = state_of(request)
    html = render(
        template, path=request.url.path, dossier=state.dossier is not None, who=state.who, types=TYPES,
        statuses=STATUSES, **given,
    )  # fmt: skip
    return HTMLResponse(html, status)


def to(address: str) -> RedirectResponse:
    """Go on to a page after a form."""
    return RedirectResponse(address, 303)


def saved(data: str | bytes, kind: str, name: str) -> Response:
    """A file to save."""
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def picture_file(figures: Iterable[Figure], name: str) -> Response:
    """A picture as SVG, PNG or CSV, by a name such as `timeline.svg`. Raises HTTPException for none of that name."""
    stem, _, ending = name.rpartition(".")
    figure = next((f for f in figures if f.name == stem), None)
    if figure is None or ending not in _PICTURES:
        raise HTTPException(404, "There is no such picture.")
    if ending == "csv":
        return saved(csv_of(figure.table.columns, figure.table.rows), "text/csv", name)
    if ending == "png":
        return Response(figure.png, media_type=_PICTURES[ending])
    return Response(figure.svg, media_type=_PICTURES[ending], headers={"content-security-policy": _SVG_POLICY})


def events_file(events: Sequence[tuple[str, Event]], ending: str) -> Response:
    """Events with their documents' ids as CSV or JSON lines. Raises HTTPException for another ending."""
    if ending == "jsonl":
        lines = (dumps({"document": document, **event_record(event)}) for document, event in events)
        return saved("".join(f"{line}\n" for line in lines), "application/x-ndjson", "events.jsonl")
    rows = [
        (
            document, e.id, period(e.date), joined(codes_of(e.source)), e.type, joined(codes_of(e.target)), e.status,
            e.quote, e.start, e.end,
        )
        for document, e in events
    ]  # fmt: skip
    return saved(csv_of(_EVENT_COLUMNS, rows), "text/csv", "events.csv")


def rows_file(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], ending: str, name: str) -> Response:
    """Rows of a dossier as CSV or JSON lines."""
    from suasion.show.rows import plain, write_csv, write_json_lines

    out = io.StringIO()
    if ending == "jsonl":
        write_json_lines(({c: plain(row[c]) for c in columns} for row in rows), out)
        return saved(out.getvalue(), "application/x-ndjson", f"{name}.jsonl")
    write_csv(columns, rows, out)
    return saved(out.getvalue(), "text/csv", f"{name}.csv")
