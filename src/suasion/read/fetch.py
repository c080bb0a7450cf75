"""Pages by address: off unless asked, with limits, and never from inside the reader's own network.

A name is resolved once, every address that it has must be public, and the connection goes to the
address that was checked; so neither a redirect nor a name that changes its address leads inside.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from suasion import __version__
from suasion.config import settings
from suasion.errors import ReadError
from suasion.read import cache

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

# Limits of one page, redirects included (2026-11): bytes, seconds in all, seconds of silence, redirects.
MAX_BYTES: Final = 20_000_000
MAX_SECONDS: Final = 30.0
_SILENCE: Final = 10.0
_REDIRECTS: Final = 5
_PORTS: Final = {"http": 80, "https": 443}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 65_536
_HEADERS: Final = {
    "User-Agent": f"suasion/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
}
# The well-known prefix under which IPv6 reaches IPv4 (RFC 6052): what counts is the address inside.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes and the media type that was stated."""

    data: bytes
    media: str


def is_address(name: str) -> bool:
    """Whether a name is a web address."""
    return name[:8].lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an IP address lies outside every private, local or reserved network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return found.is_global and not found.is_multicast


def _parts(url: str) -> SplitResult:
    """A checked address in its parts. Raises ReadError."""
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise ReadError(repr(url), "is no address", "mend it") from None
    if parts.scheme not in _PORTS or not whole or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise ReadError(repr(url), "is no http or https address", "mend it")
    if parts.username is not None or parts.password is not None:
        raise ReadError(parts.hostname or "", "an address with a name or password in it", "leave them out")
    return parts


def _address_of(host: str, port: int, url: str) -> str:
    """The IP address of a host. Raises ReadError when it has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(url, "its host is not found", "check the address, and that you are online") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(a) for a in addresses):
        raise ReadError(url, "leads to an address that is not public", "save the page and name the file")
    return addresses[0]


def _connection(parts: SplitResult, address: str, port: int) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if parts.scheme == "https":
        return HTTPSConnection(
            address, port, timeout=_SILENCE, ssl_context=ssl.create_default_context(), server_hostname=parts.hostname
        )
    return HTTPConnection(address, port, timeout=_SILENCE)


def _host_header(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    return f"{host}:{parts.port}" if parts.port else host


def _cut(connection: HTTPConnection) -> None:
    """End a connection whose time is up, from whatever it waits in."""
    with contextlib.suppress(OSError):  # it may have ended by itself
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _body(answer: BaseHTTPResponse, url: str, deadline: float) -> bytes:
    """The page's bytes, as they come, up to the limits. Raises ReadError over them."""
    whole = bytearray()
    while part := answer.read1(_CHUNK, decode_content=True):
        whole += part
        if len(whole) > MAX_BYTES:
            raise ReadError(url, f"larger than {MAX_BYTES // 1_000_000} MB", "save it and name the file")
        if time.monotonic() > deadline:
            raise ReadError(url, f"takes longer than {MAX_SECONDS:.0f} seconds", "try again later")
    return bytes(whole)


def _step(url: str, deadline: float) -> Page | str:
    """One request: the page, or the address that it has moved to. Raises ReadError."""
    from urllib3.exceptions import HTTPError

    parts = _parts(url)
    port = parts.port or _PORTS[parts.scheme]
    connection = _connection(parts, _address_of(parts.hostname or "", port, url), port)
    end = threading.Timer(max(deadline - time.monotonic(), 0.0), _cut, (connection,))
    end.daemon = True
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        end.start()
        connection.request("GET", path, headers={"Host": _host_header(parts), **_HEADERS}, preload_content=False)
        answer = connection.getresponse()
        if answer.status in _MOVED and answer.headers.get("Location"):
            return urljoin(url, answer.headers["Location"])
        if answer.status != 200:
            raise ReadError(url, f"the server answers {answer.status}", "check the address")
        return Page(_body(answer, url, deadline), answer.headers.get("Content-Type", ""))
    except (OSError, HTTPError, http.client.HTTPException, ValueError):
        if time.monotonic() > deadline:
            raise ReadError(url, f"takes longer than {MAX_SECONDS:.0f} seconds", "try again later") from None
        raise ReadError(url, "cannot be fetched", "check the address, and that you are online") from None
    finally:
        end.cancel()
        connection.close()


def fetched(url: str) -> Page:
    """The page at an address, from the cache when it was fetched within the day. Raises ReadError."""
    if not settings().fetch:
        raise ReadError(url, "fetching is off", "set SUASION_FETCH=on, or save the page and name the file")
    _parts(url)
    if held := cache.held(url):
        return Page(*held)
    deadline = time.monotonic() + MAX_SECONDS
    at = url
    for _ in range(_REDIRECTS + 1):
        step = _step(at, deadline)
        if isinstance(step, Page):
            cache.keep(url, step.data, step.media)
            return step
        at = step
    raise ReadError(url, f"redirects more than {_REDIRECTS} times", "name the page that it leads to")
