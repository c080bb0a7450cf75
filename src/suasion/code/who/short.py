"""Abbreviations that a text itself introduces: "the Front for Change (FFC) ... the FFC"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from suasion.code.who.mention import ActorMention

if TYPE_CHECKING:
    from suasion.parse import Parsed
    from suasion.types import Mention

_SHORTEST: Final = 2
_LONGEST: Final = 8
# Words that small letters in an abbreviation's full name may leave out.
_LINKING: Final = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la"})


def _is_short(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and text.isalpha() and text.isupper()


def _spells(words: list[str], short: str) -> bool:
    """Whether the first letters of the last words spell the abbreviation."""
    letters = "".join(w[0].upper() for w in words if w.lower() not in _LINKING and w[0].isalnum())
    return letters.endswith(short)


def abbreviated(parsed: Parsed, named: list[ActorMention], taken: set[int]) -> list[ActorMention]:
    """Mentions of abbreviations whose full name, just before the bracket, is a known actor."""
    if "(" not in parsed.document.text:
        return []
    ends = {m.end_token: m for m in named if m.actors}
    known: dict[str, tuple[Mention, ...]] = {}
    made: list[ActorMention] = []
    doc = parsed.doc
    for token in doc:
        if not _is_short(token.text) or token.i in taken:
            continue
        bracketed = 0 < token.i < len(doc) - 1 and doc[token.i - 1].text == "(" and doc[token.i + 1].text == ")"
        full = ends.get(token.i - 1) if bracketed else None
        if full is not None and _spells([t.text for t in doc[full.start_token : full.end_token]], token.text):
            known.setdefault(token.text, full.actors)
        for actor in known.get(token.text, ()):
            a, b = token.idx, token.idx + len(token)
            short = dataclasses.replace(
                actor, text=parsed.document.text[a:b], start=a, end=b, reason=f"short for {actor.text}"
            )
            made.append(ActorMention(token.i, token.i + 1, token.i, (short,), "name"))
    return made
