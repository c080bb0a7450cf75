"""The server: routes, errors, static files, and the guard before them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from suasion.errors import SuasionError, UsageError
from suasion.show.report.html import static
from suasion.show.web import coded, sheets
from suasion.show.web import dossier as lists
from suasion.show.web.guard import LOCAL, Guard
from suasion.show.web.parts import State, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

_STATIC: Final = {"page.css": "text/css", "page.js": "text/javascript"}


async def static_file(request: Request) -> Response:
    """The style sheet or the script; there are no others."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404, "There is no such file.")
    return Response(static(name), media_type=_STATIC[name], headers={"cache-control": "max-age=3600"})


async def no_icon(_: Request) -> Response:
    """Browsers ask for an icon; there is none."""
    return Response(status_code=204)


async def _failed(request: Request, error: Exception) -> Response:
    """A page that says what is wrong and how to mend it."""
    if isinstance(error, HTTPException):
        words = error.detail if error.status_code != 404 or error.detail != "Not Found" else "There is no such page."
        return page(request, "message.html", error.status_code, words=words)
    return page(request, "message.html", 422 if isinstance(error, UsageError) else 500, words=str(error))


def make_app(dossier: Path | None = None, hosts: tuple[str, ...] = LOCAL, warm: bool = True) -> ASGIApp:
    """The application for a dossier, or for pasted texts alone.

    `hosts` are the names that it answers to. With `warm`, what the first answer needs is loaded meanwhile.
    """
    state = State(dossier=dossier)
    routes = [
        *sheets.ROUTES,
        *lists.ROUTES,
        *coded.ROUTES,
        Route("/static/{name}", static_file),
        Route("/favicon.ico", no_icon),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _failed, SuasionError: _failed})
    app.state.suasion = state
    if warm:
        threading.Thread(target=state.desk.warm, name="warm", daemon=True).start()
    return Guard(app, hosts)
