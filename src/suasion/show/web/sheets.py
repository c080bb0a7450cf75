"""Pages about a text that was pasted or dropped: the first screen, the answer, corrections."""

from __future__ import annotations

import datetime as dt
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from suasion.errors import SuasionError, UsageError
from suasion.show.records import dumps
from suasion.show.report.html import report_html
from suasion.show.report.view import View, article_of, figures_of, view_of
from suasion.show.web.agreement import agreements
from suasion.show.web.desk import Sheet, document_of
from suasion.show.web.forms import Chosen, chosen, correction_of, day_of, mark_of, question_of
from suasion.show.web.gold import gold_record
from suasion.show.web.guard import MOST_BYTES
from suasion.show.web.parts import events_file, page, picture_file, saved, state_of, to, work
from suasion.store.corrections import Correction, active
from suasion.types import Answer, Document

if TYPE_CHECKING:
    from starlette.requests import Request

_EXAMPLE_DATE: Final = "2022-03-20"
_EXAMPLE_QUESTION: Final = "Did Washington's attempts to isolate Russia from China succeed?"
_FIELDS: Final = 12


def example() -> dict[str, str]:
    """The form filled with the example."""
    text = resources.files("suasion.show.web").joinpath("example.txt").read_text(encoding="utf-8")
    return {"text": text, "date": _EXAMPLE_DATE, "question": _EXAMPLE_QUESTION}


async def start(request: Request) -> Response:
    """The first screen; `?example` fills it in."""
    filled = example() if "example" in request.query_params else {"text": "", "date": "", "question": ""}
    return page(request, "start.html", form=filled, error="")


async def _document(form: Any) -> Document:
    """The document in the first screen's form. Raises SuasionError."""
    file, day = form.get("file"), day_of(str(form.get("date") or ""))
    if isinstance(file, UploadFile) and file.filename:
        found = await work(document_of, await file.read(), file.filename)
        return Document("text", found.text, day or found.date, found.title)
    from suasion.read.dateline import date_in

    text = str(form.get("text") or "").replace("\r\n", "\n")
    return Document("text", text, day or date_in(text))


async def take(request: Request) -> Response:
    """A text has been sent: it is coded, and its page is gone to."""
    async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=MOST_BYTES) as form:
        filled = {name: str(form.get(name) or "") for name in ("text", "date", "question")}
        try:
            question = question_of(filled["question"])
            sheet = await work(state_of(request).desk.sheet, await _document(form))
        except SuasionError as error:
            return page(request, "start.html", 422, form=filled, error=str(error))
    return to(f"/texts/{sheet.key}{Chosen(question).query}")


def _sheet(request: Request) -> Sheet:
    """The sheet of an address. Raises HTTPException when it is gone."""
    sheet = state_of(request).desk.sheets.get(request.path_params["key"])
    if sheet is None:
        raise HTTPException(404, "This text is no longer kept; paste it again, or put it into a dossier.")
    return sheet


def _answer(request: Request, sheet: Sheet, wanted: Chosen) -> Answer | None:
    if not wanted.question:
        return None
    key = (sheet.key, len(sheet.corrections))
    return state_of(request).desk.answer(key, wanted.question, wanted.as_of, lambda: [sheet.coding])


def _view(answer: Answer | None, sheet: Sheet, wanted: Chosen) -> View | None:
    return view_of(answer, [sheet.coding], wanted.keeps) if answer else None


async def show(request: Request) -> Response:
    """The page of a text, with the answer when a question is asked."""
    sheet, wanted = _sheet(request), chosen(request.query_params)
    view = await work(lambda: _view(_answer(request, sheet, wanted), sheet, wanted))
    articles = view.articles if view else (article_of(1, sheet.coding, (), wanted.keeps),)
    return page(
        request, "sheet.html", view=view, articles=articles, base=f"/texts/{sheet.key}", chosen=wanted,
        total=len(sheet.coding.events), layer=layer_of(sheet.corrections), mark_of=mark_of,
        machine={e.id for e in sheet.machine.events}, title=sheet.machine.document.title or "The text",
    )  # fmt: skip


def layer_of(corrections: list[Correction] | tuple[Correction, ...]) -> dict[str, Any]:
    """The corrections for a page: all of them, which still hold, agreement."""
    return {
        "rows": corrections, "holding": {c.number for c in active(corrections)}, "agreements": agreements(corrections),
    }  # fmt: skip


async def picture(request: Request) -> Response:
    """A picture of the answer."""
    sheet, wanted = _sheet(request), chosen(request.query_params)

    def made() -> Response:
        answer = _answer(request, sheet, wanted)
        return picture_file(figures_of(answer, [sheet.coding]) if answer else (), request.path_params["name"])

    return await work(made)


async def events(request: Request) -> Response:
    """The events that the page shows, to save."""
    sheet, wanted = _sheet(request), chosen(request.query_params)
    kept = [(sheet.machine.document.id, e) for e in sheet.coding.events if wanted.keeps(e)]
    return events_file(kept, request.path_params["ending"])


async def gold(request: Request) -> Response:
    """The text as a gold record, as corrected."""
    sheet = _sheet(request)
    record = gold_record(sheet.machine, sheet.corrections)
    return saved(dumps({**record, "id": f"text-{sheet.key}"}) + "\n", "application/x-ndjson", "gold.jsonl")


async def report(request: Request) -> Response:
    """The answer as one page to save."""
    sheet, wanted = _sheet(request), chosen(request.query_params)
    answer = await work(lambda: _answer(request, sheet, wanted))
    if answer is None:
        raise HTTPException(404, "Ask a question first; the report is about its answer.")
    return saved(await work(partial(report_html, answer, [sheet.coding])), "text/html", "report.html")


async def correct(request: Request) -> Response:
    """A correction of an event, or the taking back of one."""
    sheet, state = _sheet(request), state_of(request)
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        given: dict[str, Any] = dict(form)
    correction = undo_of(given, sheet.corrections) or correction_of(given, sheet.machine)
    sheet.keep(correction)
    state.who = correction.who
    return to(back(f"/texts/{sheet.key}", given))


def back(base: str, given: dict[str, Any]) -> str:
    """The page that a form came from; only its filters are taken from it."""
    question, day = str(given.get("question") or ""), str(given.get("as_of") or "")
    return f"{base}{Chosen(question_of(question), day_of(day)).query}#{quote('corrections')}"


def undo_of(given: dict[str, Any], corrections: list[Correction] | tuple[Correction, ...]) -> Correction | None:
    """The taking back of a correction, if the form asks for one. Raises UsageError for one that does not hold."""
    if given.get("action") != "undo":
        return None
    found = next((c for c in active(corrections) if str(c.number) == given.get("number")), None)
    if found is None:
        raise UsageError("that correction was taken back already; load the page anew")
    who = str(given.get("who") or found.who)[:80]
    return Correction(
        0, found.document, "undo", None, None, "", who, dt.datetime.now().replace(microsecond=0), found.number
    )


ROUTES: Final = [
    Route("/", start),
    Route("/texts", take, methods=["POST"]),
    Route("/texts/{key}", show),
    Route("/texts/{key}/corrections", correct, methods=["POST"]),
    Route("/texts/{key}/events.{ending}", events),
    Route("/texts/{key}/gold.jsonl", gold),
    Route("/texts/{key}/report.html", report),
    Route("/texts/{key}/{name}", picture),
]
