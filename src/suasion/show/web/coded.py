"""Pages of a dossier about its texts: one document, its corrections and all, the answer to a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from suasion.show.records import dumps
from suasion.show.report.html import report_html
from suasion.show.report.view import article_of, figures_of, view_of
from suasion.show.web import browse
from suasion.show.web.dossier import once, path_of, stamp
from suasion.show.web.forms import Chosen, chosen, correction_of, mark_of
from suasion.show.web.gold import gold_record
from suasion.show.web.parts import events_file, page, picture_file, saved, state_of, to, work
from suasion.show.web.sheets import back, layer_of, undo_of
from suasion.store.corrections import Correction, active, applied, corrections, keep_correction
from suasion.types import Answer, Coding

if TYPE_CHECKING:
    from starlette.requests import Request


def _document(request: Request) -> tuple[Coding, tuple[Correction, ...]]:
    """The document of an address with its corrections. Raises HTTPException when there is none."""
    path = path_of(request)
    machine = browse.coding_at(path, request.path_params["doc"])
    if machine is None:
        raise HTTPException(404, "The dossier holds no such document.")
    return machine, corrections(path, machine.document.id)


async def document(request: Request) -> Response:
    """One document with its events, to be corrected."""
    wanted = chosen(request.query_params)
    machine, layer = await work(_document, request)
    coding = applied(machine, layer)
    return page(
        request, "sheet.html", view=None, articles=(article_of(1, coding, (), wanted.keeps),),
        base=f"/documents/{request.path_params['doc']}", chosen=wanted, total=len(coding.events),
        layer=layer_of(layer), mark_of=mark_of, machine={e.id for e in machine.events},
        title=machine.document.title or machine.document.id,
    )  # fmt: skip


async def document_events(request: Request) -> Response:
    """The events that a document's page shows, to save."""
    wanted = chosen(request.query_params)
    machine, layer = await work(_document, request)
    kept = [(machine.document.id, e) for e in applied(machine, layer).events if wanted.keeps(e)]
    return events_file(kept, request.path_params["ending"])


async def document_gold(request: Request) -> Response:
    """A document as a gold record, as corrected."""
    machine, layer = await work(_document, request)
    return saved(dumps(gold_record(machine, layer)) + "\n", "application/x-ndjson", "gold.jsonl")


async def correct(request: Request) -> Response:
    """A correction of an event of a document, or the taking back of one."""
    path, state = path_of(request), state_of(request)
    async with request.form(max_files=0, max_fields=16) as form:
        given: dict[str, Any] = dict(form)
    machine, layer = await work(_document, request)
    correction = undo_of(given, layer) or correction_of(given, machine)
    await work(keep_correction, path, correction)
    state.who = correction.who
    return to(back(f"/documents/{request.path_params['doc']}", given))


async def corrected(request: Request) -> Response:
    """The whole layer, with agreement."""
    layer = await work(corrections, path_of(request))
    return page(request, "corrections.html", layer=layer_of(layer), base="", chosen=Chosen())


async def undo(request: Request) -> Response:
    """A correction taken back from the page of the whole layer."""
    path = path_of(request)
    async with request.form(max_files=0, max_fields=16) as form:
        given: dict[str, Any] = dict(form)
    correction = undo_of(given, await work(corrections, path))
    if correction is None:
        raise HTTPException(422, "Corrections are made on the page of their document.")
    await work(keep_correction, path, correction)
    return to("/corrections")


async def corrected_gold(request: Request) -> Response:
    """Every document with a correction that holds, as gold records."""
    path = path_of(request)

    def made() -> str:
        layer = corrections(path)
        places = browse.numbers(path, sorted({c.document for c in active(layer)}))
        machines = [browse.coding_at(path, doc) for doc in sorted(places.values())]
        return "".join(dumps(gold_record(machine, layer)) + "\n" for machine in machines if machine)

    return saved(await work(made), "application/x-ndjson", "gold.jsonl")


def _answer(request: Request, wanted: Chosen) -> tuple[Answer, list[Coding]]:
    """The answer to the question of an address, and the codings. Raises HTTPException without a question."""
    if not wanted.question:
        raise HTTPException(404, "No question is asked.")
    codings = once(request, "codings", wanted, lambda found: found)
    key = (str(path_of(request)), stamp(path_of(request)))
    return state_of(request).desk.answer(key, wanted.question, wanted.as_of, lambda: codings), codings


async def answer(request: Request) -> Response:
    """The answer from the whole dossier."""
    wanted = chosen(request.query_params)

    def made() -> tuple[Any, int, dict[str, int]]:
        found, codings = _answer(request, wanted)
        view = view_of(found, codings)
        return view, len(codings), browse.numbers(path_of(request), [a.document.id for a in view.articles])

    view, total, places = await work(made)
    return page(request, "answered.html", view=view, chosen=wanted, total=total, places=places)


async def answer_picture(request: Request) -> Response:
    """A picture of the answer."""
    wanted = chosen(request.query_params)
    return await work(lambda: picture_file(figures_of(*_answer(request, wanted)), request.path_params["name"]))


async def answer_report(request: Request) -> Response:
    """The answer as one page to save."""
    found = await work(lambda: _answer(request, chosen(request.query_params)))
    return saved(await work(partial(report_html, *found)), "text/html", "report.html")


ROUTES: Final = [
    Route("/documents/{doc:int}", document),
    Route("/documents/{doc:int}/corrections", correct, methods=["POST"]),
    Route("/documents/{doc:int}/events.{ending}", document_events),
    Route("/documents/{doc:int}/gold.jsonl", document_gold),
    Route("/corrections", corrected),
    Route("/corrections", undo, methods=["POST"]),
    Route("/corrections/gold.jsonl", corrected_gold),
    Route("/answer", answer),
    Route("/answer/report.html", answer_report),
    Route("/answer/{name}", answer_picture),
]
