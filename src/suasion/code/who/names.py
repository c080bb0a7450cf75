"""Resolve names of states, bodies and places as of a day: states that were, namesakes, cities and seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from suasion.lexicon import actors as tables
from suasion.lexicon.actors import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Found = tuple[str, str | None, str | None, str]
"""Code, sector, canonical name, reason."""

# States whose persons' names have the surname first.
SURNAME_FIRST: Final = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "JPN", "KHM", "HUN"})


@dataclass(slots=True)
class Known:
    """What the document has told so far: persons with a role, and strangers who share a known surname."""

    persons: dict[str, tuple[str, str | None, str]] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)

    def introduced(self, name: str, code: str, sector: str | None) -> None:
        """Remember a person by what a text calls them later, the surname."""
        words = name.split()
        calls = {words[-1], words[0]} if code in SURNAME_FIRST else {words[-1]}
        for surname in calls:
            if len(surname) > 1 and surname[:1].isupper():
                self.persons.setdefault(surname, (code, sector, name))

    def person(self, surname: str) -> tuple[str, str | None, str] | None:
        """The person introduced under a surname."""
        return self.persons.get(surname)


def resolve_name(
    text: str, entries: Sequence[Entry], day: dt.date | None, span: Span, vocabulary: Callable[[], frozenset[str]]
) -> Found | None:
    """What a name of the tables stands for on the day, or None where it is no actor here.

    `text` is the name as the tables have it, `span` where it stands; `vocabulary` gives all words of the text.
    """
    doc, start, end = span.doc, span.start, span.end
    best = next((e for e in entries if e.holds(day)), None)
    late = ""
    if best is None:
        # A state or body that is no more, or not yet, told of in another time ("the Soviet Union" in 2022).
        best = max(entries, key=lambda e: e.end or dt.date.max)
        if best.kind in ("capital", "seat"):
            return None
        late = f", which {'ended' if best.end and day and best.end < day else 'was not yet'}"
    if best.kind == "none" or (text == "US" and start and doc[start].pos_ == "PRON"):
        return None
    borne = best.kind in ("capital", "place") and " " not in text
    if (borne or text.lower() in tables.turns()["namesake"]) and _is_person(doc, start, end):
        return None
    for other in tables.homonyms().get(text, ()):
        words = vocabulary()
        if other.when & words and not other.unless & words:
            return (other.code, None, None, f"the other {text}") if other.code else None
    if best.kind == "capital" and end < len(doc) and doc[end].lower_ in tables.turns()["place"]:
        return None
    return best.code, best.sector, None, f"{best.kind} {text}{late}"


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a city's or state's name is part of a person's here ("Chad Smith", "Michael Jordan")."""
    if doc[start].ent_type_ != "PERSON":
        return False
    after = end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].text[:1].isupper()
    before = start > 0 and doc[start - 1].ent_type_ == "PERSON" and doc[start - 1].text[:1].isupper()
    return after or before
