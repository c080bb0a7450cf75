"""What stands before every page: hosts, origins, sizes, times, and the headers that hold a browser in."""

from __future__ import annotations

import asyncio
import html
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A request's body (bytes) and the time that it may take (seconds), beyond any article and question (2026-11).
MOST_BYTES: Final = 2_000_000
MOST_SECONDS: Final = 60.0
_MOST_ADDRESS: Final = 8_000
_LATE: Final = "This takes longer. It goes on meanwhile: load the page again in a minute, or try a shorter text."
LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # a form's Origin would be "null" without any
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


def _refusal(status: int, words: str) -> HTMLResponse:
    """A page that says why not; it needs no template."""
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Refused</title>'
        f'<link rel="stylesheet" href="/static/page.css"><main><h1>Refused</h1><p>{html.escape(words)}</p>'
        '<p><a href="/">Start again</a></p></main></html>'
    )
    return HTMLResponse(page, status)


def _name(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


class Guard:
    """Lets through only what was asked of us by name and by our own pages, and not for too long."""

    def __init__(
        self, app: ASGIApp, hosts: tuple[str, ...] = LOCAL, most_bytes: int = MOST_BYTES, seconds: float = MOST_SECONDS
    ) -> None:
        self.app = app
        self.hosts = frozenset(h.lower() for h in hosts)
        self.most_bytes = most_bytes
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        begun = False

        async def held(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refused(scope)
        if refusal is not None:
            await refusal(scope, receive, held)
            return
        try:
            async with asyncio.timeout(self.seconds):
                await self.app(scope, self._measured(receive), held)
        except TimeoutError:
            if begun:
                raise
            await _refusal(503, _LATE)(scope, receive, held)

    def _size_words(self) -> str:
        return f"More than {self.most_bytes:,} bytes were sent. Send a shorter text."

    def _refused(self, scope: Scope) -> HTMLResponse | None:
        """Why a request is not even looked at, if so."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if _name(host) not in self.hosts:
            return _refusal(421, "This host is not served here; `suasion serve --allow NAME` allows another name.")
        if len(scope["path"]) + len(scope["query_string"]) > _MOST_ADDRESS:
            return _refusal(414, "The address is too long.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refusal(405, "Only GET and POST are known here.")
        if scope["method"] == "POST" and headers.get("origin", "").lower() != f"{scope['scheme']}://{host}":
            return _refusal(403, "Only pages of this server may send forms to it.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.most_bytes:
            return _refusal(413, self._size_words())
        return None

    def _measured(self, receive: Receive) -> Receive:
        """Receives no more than the limit, whatever was announced."""
        got = 0

        async def measured() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self.most_bytes:
                raise HTTPException(413, self._size_words())
            return message

        return measured
