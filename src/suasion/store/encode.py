"""A coding as rows of the dossier's tables, and back, without loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from suasion.types import Assessment, Attribution, Coding, Demand, Document, Event, Mention, Quotation, Span, When

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Rows = dict[str, list[Row]]
# The tables that hang on a document's coding, which `recode` writes anew.
CODED: Final = ("codings", "events", "mentions", "attributions", "assessments", "quotations")


def _types() -> dict[str, Any]:
    """Arrow types by the sign used in `_COLUMNS`."""
    import pyarrow as pa

    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    quoted = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("quote", pa.string())])
    return {
        "i": pa.int32(), "s": pa.string(), "b": pa.bool_(), "d": pa.date32(), "f": pa.float64(),
        "S": pa.list_(pa.string()), "P": pa.list_(span), "Q": pa.list_(quoted),
        "u": pa.uint64(), "t": pa.timestamp("us"),
    }  # fmt: skip


# Columns in order, each with the sign of its type.
_COLUMNS: Final = {
    "documents": "doc:i hash:s id:s date:d title:s url:s source:s lang:s text:s origin:i added_at:t",
    "bands": "band:i hash:u doc:i",
    "codings": "doc:i maker:i warnings:S",
    "events": (
        "doc:i n:i id:s faint:b type:s mode:s contexts:S quad:s goldstein:f score:f cameo:s status:s quote:s "
        "start:i end:i anchor_start:i anchor_end:i date_start:d date_end:d date_text:s place:s "
        "source:S target:S mentions:P reasons:S "
        "demand_polarity:s demand_type:s demand_source:S demand_target:S demand_text:s demand_start:i demand_end:i "
        "deadline_start:d deadline_end:d deadline_text:s"
    ),
    "mentions": "doc:i n:i role:s k:i code:s sector:s name:s text:s start:i end:i reason:s",
    "attributions": "doc:i n:i k:i source:s sector:s text:s cue:s value:s",
    "assessments": "doc:i k:i holder:s about:s kind:s value:s quote:s start:i end:i reasons:S",
    "quotations": "doc:i k:i code:s sector:s direct:b addressee:s source:Q cue:Q content:Q",
}


def arrow_of(table: str, rows: Sequence[Row]) -> pa.Table:
    """Rows of a table as Arrow, with the table's own types."""
    import pyarrow as pa

    types = _types()
    fields = [(name, types[sign]) for name, sign in (c.split(":") for c in _COLUMNS[table].split())]
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in fields})


def columns_of(table: str) -> list[str]:
    """The columns of a table, in order."""
    return [c.partition(":")[0] for c in _COLUMNS[table].split()]


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [{"start": s.start, "end": s.end, "quote": s.quote} for s in spans]


def _mention(doc: int, n: int | None, role: str, k: int, m: Mention) -> Row:
    return {
        "doc": doc, "n": n, "role": role, "k": k, "code": m.code, "sector": m.sector, "name": m.name,
        "text": m.text, "start": m.start, "end": m.end, "reason": m.reason,
    }  # fmt: skip


def _when(prefix: str, when: When | None) -> Row:
    if when is None:
        return {}
    return {f"{prefix}_start": when.start, f"{prefix}_end": when.end, f"{prefix}_text": when.text}


def _demand(demand: Demand | None) -> Row:
    if demand is None:
        return {}
    return {
        "demand_polarity": demand.polarity, "demand_type": demand.type, "demand_source": list(demand.source),
        "demand_target": list(demand.target), "demand_text": demand.text, "demand_start": demand.start,
        "demand_end": demand.end, **_when("deadline", demand.deadline),
    }  # fmt: skip


def _event(doc: int, n: int, event: Event, faint: bool) -> Row:
    return {
        "doc": doc, "n": n, "id": event.id, "faint": faint, "type": event.type, "mode": event.mode,
        "contexts": list(event.contexts), "quad": event.quad, "goldstein": event.goldstein, "score": event.score,
        "cameo": event.cameo, "status": event.status, "quote": event.quote, "start": event.start, "end": event.end,
        "anchor_start": event.anchor[0], "anchor_end": event.anchor[1], "place": event.place,
        "source": sorted({m.code for m in event.source}), "target": sorted({m.code for m in event.target}),
        "mentions": [{"start": a, "end": b} for a, b in event.mentions], "reasons": list(event.reasons),
        **_when("date", event.date), **_demand(event.demand),
    }  # fmt: skip


def rows_of(coding: Coding, doc: int, maker: int) -> Rows:
    """The rows of one coding, by table."""
    made: Rows = {table: [] for table in CODED}
    made["codings"].append({"doc": doc, "maker": maker, "warnings": list(coding.warnings)})
    told = [(e, False) for e in coding.events] + [(e, True) for e in coding.faint]
    for n, (event, faint) in enumerate(told):
        made["events"].append(_event(doc, n, event, faint))
        for role, actors in (("source", event.source), ("target", event.target)):
            made["mentions"] += [_mention(doc, n, role, k, m) for k, m in enumerate(actors)]
        made["attributions"] += [
            {"doc": doc, "n": n, "k": k, "source": a.source, "sector": a.sector, "text": a.text, "cue": a.cue,
             "value": a.value}
            for k, a in enumerate(event.attributions)
        ]  # fmt: skip
    made["mentions"] += [_mention(doc, None, "named", k, m) for k, m in enumerate(coding.mentions)]
    made["assessments"] += [
        {"doc": doc, "k": k, "holder": a.holder, "about": a.about, "kind": a.kind, "value": a.value,
         "quote": a.quote, "start": a.start, "end": a.end, "reasons": list(a.reasons)}
        for k, a in enumerate(coding.assessments)
    ]  # fmt: skip
    made["quotations"] += [
        {"doc": doc, "k": k, "code": q.code, "sector": q.sector, "direct": q.direct, "addressee": q.addressee,
         "source": _spans(q.source), "cue": _spans(q.cue), "content": _spans(q.content)}
        for k, q in enumerate(coding.quotations)
    ]  # fmt: skip
    return made


def _span_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(r["start"], r["end"], r["quote"]) for r in rows)


def _when_of(row: Mapping[str, Any], prefix: str) -> When | None:
    start: dt.date | None = row[f"{prefix}_start"]
    return None if start is None else When(start, row[f"{prefix}_end"], row[f"{prefix}_text"])


def _demand_of(row: Mapping[str, Any]) -> Demand | None:
    if row["demand_type"] is None:
        return None
    return Demand(
        row["demand_polarity"], row["demand_type"], tuple(row["demand_source"]), tuple(row["demand_target"]),
        row["demand_text"], row["demand_start"], row["demand_end"], _when_of(row, "deadline"),
    )  # fmt: skip


def mention_of(row: Mapping[str, Any]) -> Mention:
    """A row of `mentions` as a record."""
    return Mention(row["code"], row["sector"], row["name"], row["text"], row["start"], row["end"], row["reason"])


def event_of(row: Mapping[str, Any], actors: Mapping[str, list[Mention]], stands: Iterable[Attribution]) -> Event:
    """A row of `events` as a record, with its actors by role and its attributions."""
    return Event(
        id=row["id"], type=row["type"], source=tuple(actors.get("source", ())), target=tuple(actors.get("target", ())),
        status=row["status"], quote=row["quote"], start=row["start"], end=row["end"], attributions=tuple(stands),
        date=_when_of(row, "date"), demand=_demand_of(row), mode=row["mode"], contexts=tuple(row["contexts"]),
        quad=row["quad"], goldstein=row["goldstein"], score=row["score"], cameo=row["cameo"], place=row["place"],
        mentions=tuple((m["start"], m["end"]) for m in row["mentions"]),
        anchor=(row["anchor_start"], row["anchor_end"]), reasons=tuple(row["reasons"]),
    )  # fmt: skip


def coding_of(document: Document, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Coding:
    """One document's coding from its rows by table, each in the order of `n` and `k`."""
    actors: dict[int | None, dict[str, list[Mention]]] = {}
    for row in rows["mentions"]:
        actors.setdefault(row["n"], {}).setdefault(row["role"], []).append(mention_of(row))
    stands: dict[int, list[Attribution]] = {}
    for row in rows["attributions"]:
        stand = Attribution(row["source"], row["value"], row["sector"], row["text"], row["cue"])
        stands.setdefault(row["n"], []).append(stand)
    told = [(r["faint"], event_of(r, actors.get(r["n"], {}), stands.get(r["n"], ()))) for r in rows["events"]]
    return Coding(
        document=document,
        events=tuple(e for faint, e in told if not faint),
        assessments=tuple(
            Assessment(
                r["holder"], r["about"], r["kind"], r["value"], r["quote"], r["start"], r["end"], tuple(r["reasons"])
            )
            for r in rows["assessments"]
        ),
        quotations=tuple(
            Quotation(
                r["code"], r["sector"], _span_of(r["source"]), _span_of(r["cue"]), _span_of(r["content"]), r["direct"],
                r["addressee"],
            )
            for r in rows["quotations"]
        ),
        mentions=tuple(actors.get(None, {}).get("named", ())),
        warnings=tuple(cast("Sequence[str]", rows["codings"][0]["warnings"])),
        faint=tuple(e for faint, e in told if faint),
    )  # fmt: skip
