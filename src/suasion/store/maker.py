"""What made a coding: Suasion, its coder, lexicon, actors and model, each by version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Final

from suasion import __version__
from suasion.config import Settings, settings
from suasion.lexicon import versions

# Data folders of the lexicon that no coder reads.
_UNREAD: Final = frozenset({"judge", "foreign"})


@dataclass(frozen=True, slots=True)
class Maker:
    """Two codings of one text by equal makers are equal."""

    suasion: str
    coder: str
    lexicon: str
    actors: str
    model: str

    @property
    def label(self) -> str:
        """One line for people."""
        return f"suasion {self.suasion}, {self.coder}, lexicon {self.lexicon}, actors {self.actors}, {self.model}"


def _digest(parts: list[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]


def _code() -> str:
    """A digest of the code and trained weights that read, parse and code: what differs may code otherwise."""
    parts = []
    for stage in ("read", "parse", "code"):
        folders = [resources.files(f"suasion.{stage}")]
        while folders:
            for item in sorted(folders.pop().iterdir(), key=lambda i: i.name):
                if item.is_dir() and item.name != "__pycache__":
                    folders.append(item)
                elif item.is_file() and not item.name.endswith(".pyc"):
                    parts.append(item.name.encode() + item.read_bytes())
    return _digest(parts)


def present_maker(now: Settings | None = None) -> Maker:
    """The maker that would code now. Raises ModelError when its model is missing."""
    from suasion.parse.model import check

    now = now or settings()
    model = check(now.model)
    data = dict(versions())
    actors = data.pop("actors", "")
    if now.actors is not None and now.actors.is_file():
        actors += f"+{_digest([now.actors.read_bytes()])}"
    words = _digest([f"{k}={v}".encode() for k, v in sorted(data.items()) if k not in _UNREAD])
    learned = "learned" if now.learned else "rules alone"
    return Maker(
        __version__,
        f"{now.coder} {_code()} ({learned}, {now.max_chars})",
        words,
        actors,
        f"{model.name} {model.version}",
    )
