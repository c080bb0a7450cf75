"""`suasion serve`."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from suasion.errors import UsageError

if TYPE_CHECKING:
    import socket

_EVERYWHERE: Final = ("0.0.0.0", "::")


@click.command("serve")
@click.argument("dossier", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8737, show_default=True, help="0 takes a free one.")
@click.option("--allow", multiple=True, metavar="NAME", help="Answer to this host name too (repeatable).")
@click.option("--browser/--no-browser", default=True, help="Open the browser.")
def command(dossier: Path | None, host: str, port: int, allow: tuple[str, ...], browser: bool) -> int:
    """Serve the pages: paste a text and ask, or browse and correct a DOSSIER.

    Only this computer reaches them unless --host says otherwise; there is no log-in. Ctrl-C ends it.
    """
    try:
        import uvicorn

        from suasion.show.web.app import make_app
        from suasion.show.web.guard import LOCAL
    except ImportError as error:
        raise UsageError(f"pages need {error.name}; pip install 'suasion[web]'") from None
    if dossier is not None:
        from suasion.store import Dossier

        Dossier(dossier).counts()  # says at once what is wrong with it
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    names = (*LOCAL, *allow, *(() if host in _EVERYWHERE else (host,)))
    shown = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    click.echo(f"suasion: serving {address} (Ctrl-C ends it)", err=True)
    if host not in ("127.0.0.1", "localhost", "::1"):
        click.echo("suasion: others can reach this, and there is no log-in", err=True)
    app = make_app(dossier, names)
    if browser:
        webbrowser.open(f"{address}dossier" if dossier else address)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_keep_alive=5, limit_concurrency=64)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError when the address cannot be had."""
    import socket

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "not an address"
        raise UsageError(f"cannot listen on {host}:{port} ({reason}); choose another with --port or --host") from None
