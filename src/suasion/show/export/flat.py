"""Acts as flat rows: the columns that CSV, Parquet and the data package share, with their types and meanings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from suasion.show.cells import csv_cell, neutral
from suasion.show.rows import plain

if TYPE_CHECKING:
    from suasion.show.export.told import Told
    from suasion.types import Attribution, Mention

Kind = Literal["integer", "number", "string", "date", "datetime", "boolean", "list", "array"]
"""Types by their names in Frictionless; `list` has codes between semicolons, `array` is JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, meaning."""

    name: str
    kind: Kind
    means: str = ""


def _column(line: str) -> Column:
    name, kind, means = line.split(maxsplit=2)
    return Column(name, kind, means)  # type: ignore[arg-type]


COLUMNS: Final = tuple(
    _column(line)
    for line in """
    act integer Number of the act
    document string Document of the report that leads
    event string Number of that report within its document
    published date When that document was published
    title string Its title
    url string Its address
    outlet string Its source
    day date When the act began, else when it was first told
    day_end date Its last day, where told
    day_words string The words that date it
    type string PLOVER type
    mode string PLOVER mode
    quad string Quad class
    score number PLOVER's score, -10 to 10
    goldstein number Goldstein's weight, -10 to 10
    cameo string CAMEO code of the same meaning
    status string How the act stands by all reports
    source list Codes of who acted
    source_sectors array Their sectors, one each
    source_names array Their names, one each
    source_words array The words for them, one each
    target list Codes of whom it was done to
    target_sectors array Their sectors, one each
    target_names array Their names, one each
    target_words array The words for them, one each
    demand_polarity string Whether the target is to do (+) or not to do (-) what is demanded
    demand_type string PLOVER type of what is demanded
    demand_source list Who is to do it
    demand_target list To whom
    demand_words string The words of the demand
    deadline_start date From when the demand runs out
    deadline_end date Until when
    attributions array Who takes which stand: source, FactBank value, cue
    place string Where
    contexts list PLOVER contexts
    quote string The words that report it
    start integer Where they begin in the document's text, in characters
    end integer Where they end
    reports integer How many documents report it
    sources integer How many of them copy no other
    first_told date When the first was published
    last_told date When the last was published
    reasons array The rules that made the event
    """.strip().splitlines()
)
NAMES: Final = tuple(column.name for column in COLUMNS)


def _stand(stand: Attribution) -> dict[str, Any]:
    return {"source": stand.source, "sector": stand.sector, "value": stand.value, "cue": stand.cue, "text": stand.text}


def _side(side: str, actors: Sequence[Mention]) -> dict[str, Any]:
    return {
        side: [m.code for m in actors], f"{side}_sectors": [m.sector for m in actors],
        f"{side}_names": [m.name for m in actors], f"{side}_words": [m.text for m in actors],
    }  # fmt: skip


def row_of(told: Told) -> dict[str, Any]:
    """An act as a row with the names of `COLUMNS`."""
    event, document, demand = told.event, told.document, told.event.demand
    deadline = demand.deadline if demand else None
    return {
        "act": told.act, "document": document.id, "event": event.id, "published": document.date,
        "title": document.title, "url": document.url, "outlet": document.source,
        "day": told.day, "day_end": event.date.end if event.date else None,
        "day_words": event.date.text if event.date else None,
        "type": event.type, "mode": event.mode, "quad": event.quad, "score": event.score,
        "goldstein": event.goldstein, "cameo": event.cameo, "status": told.status,
        **_side("source", event.source), **_side("target", event.target),
        "demand_polarity": demand.polarity if demand else None, "demand_type": demand.type if demand else None,
        "demand_source": list(demand.source) if demand else [], "demand_target": list(demand.target) if demand else [],
        "demand_words": demand.text if demand else None,
        "deadline_start": deadline.start if deadline else None, "deadline_end": deadline.end if deadline else None,
        "attributions": [_stand(a) for a in event.attributions], "place": event.place,
        "contexts": list(event.contexts), "quote": event.quote, "start": event.start, "end": event.end,
        "reports": told.reports, "sources": told.sources, "first_told": told.first_told,
        "last_told": told.last_told, "reasons": list(event.reasons),
    }  # fmt: skip


def cell(kind: Kind, value: Any) -> str:
    """A value of a kind as a cell of a CSV file."""
    if kind == "array" and value is not None:
        return neutral(json.dumps(plain(value), ensure_ascii=False))
    return csv_cell(value)


def cells(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    """Rows as the cells of a CSV file."""
    for row in rows:
        yield [cell(column.kind, row[column.name]) for column in columns]
