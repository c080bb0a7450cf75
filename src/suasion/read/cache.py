"""Pages fetched within the day, kept in the user's own cache folder: `SUASION_CACHE`, else the system's usual one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
import time
from pathlib import Path
from typing import Final

from suasion.config import settings

# How long a page is good for (seconds), and how much is kept (bytes; 2026-11).
_GOOD_FOR: Final = 24 * 3600.0
_MOST: Final = 200_000_000


def _file(url: str) -> Path:
    return settings().cache / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.page"


def held(url: str) -> tuple[bytes, str] | None:
    """The bytes and media type of a page that is still good, else None."""
    file = _file(url)
    try:
        if time.time() - file.stat().st_mtime > _GOOD_FOR:
            return None
        head, _, data = file.read_bytes().partition(b"\n")
        said = json.loads(head)
    except (OSError, ValueError):
        return None
    return (data, str(said["media"])) if isinstance(said, dict) and said.get("url") == url else None


def _trim(folder: Path) -> None:
    """Drop the oldest pages beyond the limit."""
    files = sorted(((f.stat().st_mtime, f.stat().st_size, f) for f in folder.glob("*.page")), reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > _MOST:
            file.unlink(missing_ok=True)


def keep(url: str, data: bytes, media: str) -> None:
    """Keep a page, whole or not at all; a cache that cannot be written is no error."""
    head = json.dumps({"url": url, "media": media}).encode()
    file = _file(url)
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
            part.write(head + b"\n" + data)
        Path(part.name).replace(file)
        _trim(file.parent)
