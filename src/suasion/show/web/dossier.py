"""Pages of a dossier: every one has a stable address with its filters, and saves exactly what it shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from suasion.judge import episodes as group
from suasion.relate import Look, graph_of, look, measures, relate, signed, triads
from suasion.relate.claims import claims as ledger
from suasion.show.report.charts import relations
from suasion.show.report.network import network
from suasion.show.report.words import demanded, joined
from suasion.show.web import browse
from suasion.show.web.forms import Chosen, chosen
from suasion.show.web.parts import page, picture_file, rows_file, state_of, work
from suasion.store import Dossier
from suasion.store.corrections import Correction, active, applied, corrections
from suasion.types import Coding

if TYPE_CHECKING:
    from starlette.requests import Request

    from suasion.show.report.figures import Figure

_DOCUMENT_COLUMNS: Final = ("id", "date", "title", "source", "events", "origin_id")
_EVENT_COLUMNS: Final = (
    "day", "source", "type", "target", "status", "reports", "sources", "quote", "document", "start", "end",
)  # fmt: skip
_EDGE_COLUMNS: Final = (
    "source", "target", "tie", "acts", "reports", "sources", "score_mean", "first", "last",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; with `quoted`, its words are a quotation."""

    words: str
    to: str
    quoted: bool = False


def path_of(request: Request) -> Path:
    """The dossier. Raises HTTPException when none is served."""
    path = state_of(request).dossier
    if path is None:
        raise HTTPException(404, "No dossier is served; start it with: suasion serve DOSSIER")
    return path


def stamp(path: Path) -> tuple[int, int]:
    """What changes when the dossier does."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _rows_page(
    request: Request, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], **more: Any
) -> Response:
    """A page that is a table, perhaps with filters, pages and files to save."""
    given: dict[str, Any] = {
        "intro": "", "fields": (), "files": "", "total": len(rows), "chosen": Chosen(), "outlets": (), "figures": (),
        "paged": True, "second": None, **more,
    }  # fmt: skip
    wanted, pages = given["chosen"], max(-(-given["total"] // browse.PER_PAGE), 1)
    return page(
        request, "rows.html", title=title, columns=columns, rows=rows, pages=pages,
        before=wanted.with_page(wanted.page - 1), after=wanted.with_page(wanted.page + 1), **given,
    )  # fmt: skip


async def overview(request: Request) -> Response:
    """What the dossier holds, and where to ask."""
    path = path_of(request)
    counts, makers = await work(lambda: (Dossier(path).counts(), list(Dossier(path).makers())))
    return page(request, "dossier.html", name=path.name, counts=counts, makers=makers)


async def documents(request: Request) -> Response:
    """The documents."""
    path, wanted = path_of(request), chosen(request.query_params)
    found = list(await work(browse.documents, path, wanted))
    rows = [
        (
            r["date"], Link(r["title"] or r["id"], f"/documents/{r['doc']}{_events_only(wanted).query}"), r["source"],
            r["events"], f"copy of {r['origin_id']}" if r["copy"] else "",
        )
        for r in found
    ]  # fmt: skip
    return _rows_page(
        request, "Documents", ("date", "title", "source", "events", "copy"), rows, chosen=wanted, files="/documents",
        total=found[0]["total"] if found else 0, outlets=await work(_outlets, request),
        fields=("search", "actor", "type", "status", "outlet", "since", "until", "as_of"),
    )  # fmt: skip


def _outlets(request: Request) -> list[str]:
    path = path_of(request)
    found: list[str] = state_of(request).desk.once(("outlets", stamp(path)), lambda: browse.outlets(path))
    return found


def _events_only(wanted: Chosen) -> Chosen:
    """The filters that a single document's page knows."""
    return Chosen(actor=wanted.actor, type=wanted.type, status=wanted.status)


async def documents_file(request: Request) -> Response:
    """The documents that the page shows, to save."""
    rows = await work(browse.documents, path_of(request), chosen(request.query_params), True)
    return rows_file(_DOCUMENT_COLUMNS, rows, request.path_params["ending"], "documents")


async def events(request: Request) -> Response:
    """The events, reports of one act joined."""
    path, wanted = path_of(request), chosen(request.query_params)

    def read() -> tuple[list[dict[str, Any]], tuple[Correction, ...]]:
        layer = state_of(request).desk.once(("layer", stamp(path)), lambda: active(corrections(path)))
        return list(browse.events(path, wanted)), layer

    found, layer = await work(read)
    spoken: dict[str, list[Correction]] = {}
    for correction in layer:
        spoken.setdefault(correction.document, []).append(correction)
    rows = []
    for r in found:
        mark = next(
            (
                c.action
                for c in spoken.get(r["document"], ())
                if c.subject.start < r["end"] and r["start"] < c.subject.end
            ),
            "",
        )
        place = f"/documents/{r['doc']}#d1-{r['event']}"
        rows.append(
            (
                r["day"], r["source"], r["type"], r["target"], r["status"], r["reports"], r["sources"],
                Link(r["quote"], place, True), r["document"], mark,
            )
        )  # fmt: skip
    columns = ("day", "source", "type", "target", "status", "reports", "sources", "words", "document", "corrected")
    return _rows_page(
        request, "Events", columns, rows, chosen=wanted, files="/events", total=found[0]["total"] if found else 0,
        fields=("search", "actor", "type", "status", "since", "until", "as_of"),
        intro="Reports of one act are joined; “sources” counts those that are no copies of another.",
    )  # fmt: skip


async def events_saved(request: Request) -> Response:
    """The events that the page shows, to save."""
    rows = await work(browse.events, path_of(request), chosen(request.query_params), True)
    return rows_file(_EVENT_COLUMNS, rows, request.path_params["ending"], "events")


def _codings(request: Request, wanted: Chosen) -> list[Coding]:
    """The dossier's codings as corrected."""
    path = path_of(request)
    layer = corrections(path)
    return [applied(coding, layer) for coding in Dossier(path).codings(wanted.as_of)]


def once(request: Request, name: str, wanted: Chosen, make: Callable[[list[Coding]], Any]) -> Any:
    """What is made of all codings, made again only when the dossier or the day has changed."""
    key = (name, stamp(path_of(request)), wanted.as_of)
    return state_of(request).desk.once(key, lambda: make(_codings(request, wanted)))


async def episodes(request: Request) -> Response:
    """The episodes of pressure."""
    wanted = chosen(request.query_params)
    found = await work(once, request, "episodes", wanted, lambda codings: group(codings))
    rows = [
        (
            e.id, joined(e.senders or (e.sender,)), joined(e.targets or (e.target,)), e.third, e.stage,
            demanded(e.demand) if e.demand else "", e.start, e.end, len(e.instruments), len(e.responses),
            Link("ask", f"/answer{Chosen(f'Did {e.sender} get {e.target} to give way?', wanted.as_of).query}"),
        )
        for e in found if not wanted.actor or {e.sender, e.target, e.third} & set(wanted.actor)
    ]  # fmt: skip
    columns = ("episode", "sender", "target", "third", "stage", "demand", "from", "to", "acts", "responses", "verdict")
    return _rows_page(request, "Episodes", columns, rows, chosen=wanted, fields=("actor", "as_of"), paged=False)


async def claims(request: Request) -> Response:
    """The ledger of claims."""
    wanted = chosen(request.query_params)
    found = await work(once, request, "claims", wanted, lambda codings: ledger(codings))
    kept = [
        c for c in found
        if (not wanted.type or c.type == wanted.type) and (not wanted.status or c.status == wanted.status)
        and (not wanted.actor or set(wanted.actor) & {*c.source, *c.target})
    ]  # fmt: skip
    shown = kept[(wanted.page - 1) * browse.PER_PAGE : wanted.page * browse.PER_PAGE]
    rows = [
        (
            c.id, joined(c.source), c.type, joined(c.target), c.status, c.since, c.denied_since, c.independent,
            ", ".join(sorted({t.source for t in c.of("says")})), ", ".join(sorted({t.source for t in c.of("denies")})),
            c.told[0].quote if c.told else "",
        )
        for c in shown
    ]  # fmt: skip
    columns = (
        "claim", "source", "type", "target", "status", "since", "denied since", "independent", "who says so",
        "who denies it", "first words",
    )  # fmt: skip
    return _rows_page(
        request, "Claims", columns, rows, chosen=wanted, total=len(kept), fields=("actor", "type", "status", "as_of"),
        intro="Who says what, who denies it, and since when.",
    )  # fmt: skip


async def changes(request: Request) -> Response:
    """What came since the last look that `suasion watch` kept."""
    path, wanted = path_of(request), chosen(request.query_params)
    found: Look = await work(state_of(request).desk.once, ("look", stamp(path)), lambda: look(Dossier(path)))
    rows = [
        (
            r["day"], joined(r["source"]), r["type"], joined(r["target"]), r["before"] or "new", r["status"],
            r["new_reports"], r["quote"], r["document"],
        )
        for r in found.acts.arrow.slice((wanted.page - 1) * browse.PER_PAGE, browse.PER_PAGE).to_pylist()
    ]  # fmt: skip
    columns = ("day", "source", "type", "target", "before", "now", "new reports", "words", "document")
    acts = len(found.acts)
    return _rows_page(
        request, "What is new", columns, rows, total=acts, chosen=wanted,
        intro=f"{len(found.documents)} documents and {acts} acts since the last look that `suasion watch` kept.",
    )  # fmt: skip


def _network_figures(request: Request, wanted: Chosen) -> tuple[Figure, ...]:
    path = path_of(request)
    made = [network(graph_of(Dossier(path), wanted.filter))]
    if len(wanted.actor) == 2:
        a, b = wanted.actor
        made.append(
            relations(list(relate(Dossier(path), a, b, chosen=dataclasses.replace(wanted.filter, actors=()))), a, b)
        )
    return tuple(figure for figure in made if figure is not None)


async def graph(request: Request) -> Response:
    """The network, standing, triads; with two actors, their relations over time."""
    path, wanted = path_of(request), chosen(request.query_params)

    def read() -> tuple[Any, tuple[Figure, ...], list[Any]]:
        found = graph_of(Dossier(path), wanted.filter)
        return measures(found), _network_figures(request, wanted), list(triads(signed(found)))

    key = ("network", stamp(path), wanted.query)
    standing, figures, three = await work(state_of(request).desk.once, key, read)
    rows = [
        (
            s.code, s.name, s.acts_out, s.acts_in, s.others_out, s.others_in, s.pressed, s.pressed_by,
            None if s.reciprocity is None else round(s.reciprocity, 2),
        )
        for s in standing
    ]  # fmt: skip
    columns = (
        "code",
        "name",
        "acts done",
        "acts met",
        "others acted on",
        "acted on by",
        "pressed",
        "pressed by",
        "reciprocity",
    )
    signs = {1: "+", -1: "−"}
    balance = [
        (" ".join(t.actors), "".join(signs[s] for s in t.signs), "yes" if t.balanced else "no", t.advice)
        for t in three
    ]  # fmt: skip
    heads = ("actors", "signs", "balanced", "what would balance it")
    return _rows_page(
        request, "Network", columns, rows, chosen=wanted, fields=("actor", "type", "since", "until", "as_of"),
        intro="Name two actors to see their relations over time.", figures=figures, paged=False,
        second=("Triads and their balance (Heider)", heads, balance),
    )  # fmt: skip


async def graph_picture(request: Request) -> Response:
    """A picture of the network's page."""
    wanted = chosen(request.query_params)
    return await work(lambda: picture_file(_network_figures(request, wanted), request.path_params["name"]))


ROUTES: Final = [
    Route("/dossier", overview),
    Route("/documents", documents),
    Route("/documents.{ending}", documents_file),
    Route("/events", events),
    Route("/events.{ending}", events_saved),
    Route("/episodes", episodes),
    Route("/claims", claims),
    Route("/changes", changes),
    Route("/network", graph),
    Route("/network/{name}", graph_picture),
]
