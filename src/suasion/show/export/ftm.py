"""Acts, actors and documents as FollowTheMoney entities, a JSON object a line, by its public schema.

Event with `involved` actors and its Article as `proof`; UnknownLink from each source to each target, its
`role` the PLOVER type. A state is a PublicBody; a person or body named beside its code is `involved` too, as
a Person where it is an office-holder of the tables, else as a LegalEntity, which may be either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TextIO

from suasion.config import settings
from suasion.lexicon.actors.holders import fold, holders
from suasion.lexicon.foreign import is_state
from suasion.lexicon.names import name_of
from suasion.show.rows import plain, write_json_lines
from suasion.types import UNKNOWN

if TYPE_CHECKING:
    from suasion.show.export.told import Told
    from suasion.types import Mention

# FollowTheMoney's codes where they are not ISO 3166-1's two letters: states that are no more, and Kosovo.
_COUNTRIES: Final = {"XKX": "xk", "SUN": "suhh", "YUG": "yucs", "DDR": "ddde", "CSK": "cshh", "EU": "eu"}
_PUBLIC: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "IGO"})
Entity = dict[str, Any]


def country_of(code: str) -> str | None:
    """FollowTheMoney's code for a state; None for any other actor."""
    from babel.core import get_global

    if code in _COUNTRIES:
        return _COUNTRIES[code]
    two = get_global("territory_aliases").get(code, []) if is_state(code) else []
    return two[0].lower() if len(two) == 1 else None


def _id(kind: str, *parts: object) -> str:
    """An id that is the same for the same thing in every export."""
    return f"suasion-{kind}-{hashlib.sha256('|'.join(map(str, parts)).encode()).hexdigest()[:20]}"


def _entity(number: str, schema: str, **properties: Any) -> Entity:
    """An entity; every value a list of texts, what is empty left out."""
    held = {}
    for name, value in properties.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        texts = [str(plain(v)) for v in values if v not in (None, "")]
        if texts:
            held[name] = list(dict.fromkeys(texts))
    return {"id": number, "schema": schema, "properties": held}


def _actor(actor: Mention) -> Entity:
    schema = "PublicBody" if is_state(actor.code) or actor.sector in _PUBLIC else "Organization"
    return _entity(
        _id("actor", actor.code), schema, name=name_of(actor.code), country=country_of(actor.code),
        alias=actor.code if actor.code != name_of(actor.code) else None,
    )  # fmt: skip


def _held_office(name: str, code: str) -> bool:
    """Whether someone of this name held office there; the surname stands last, or first."""
    words = fold(name).split()
    own = settings().actors
    called = (h for surname in (words[-1], words[0]) for h in holders(surname, own))
    return any(h.code == code and {w.lower() for w in words} <= h.words for h in called)


def _named(actor: Mention) -> Entity | None:
    """The person or body named, where that is not the actor itself."""
    if not actor.name or actor.name in (actor.code, name_of(actor.code)):
        return None
    schema = "Person" if _held_office(actor.name, actor.code) else "LegalEntity"
    return _entity(_id("named", actor.code, actor.name), schema, name=actor.name, country=country_of(actor.code))


def _article(told: Told) -> Entity:
    document = told.document
    return _entity(
        _id("article", document.id, document.url), "Article", title=document.title, fileName=document.id,
        publishedAt=document.date, sourceUrl=document.url, publisher=document.source,
    )  # fmt: skip


def _of(told: Told) -> Iterator[Entity]:
    """The entities of one act, those that it points at first."""
    event = told.event
    article = _article(told)
    sides = [[m for m in side if m.code != UNKNOWN] for side in (event.source, event.target)]
    actors = [_actor(m) for side in sides for m in side]
    named = [e for side in sides for m in side if (e := _named(m))]
    yield from (article, *actors, *named)
    when = {"startDate": event.date.start, "endDate": event.date.end} if event.date else {"date": told.day}
    names = [" and ".join(dict.fromkeys(name_of(m.code) for m in side)) or "?" for side in sides]
    yield _entity(
        _id("event", told.act, told.document.id, event.id), "Event", name=f"{names[0]} {event.type} {names[1]}",
        summary=event.quote, keywords=[event.type, told.status, event.mode, *event.contexts],
        involved=[e["id"] for e in (*actors, *named)], organizer=[_actor(m)["id"] for m in sides[0]],
        location=event.place, recordId=str(told.act), proof=article["id"], publisher=told.document.source,
        sourceUrl=told.document.url, **when,
    )  # fmt: skip
    for source, target in product(sides[0], sides[1]):
        ends = _actor(source)["id"], _actor(target)["id"]
        yield _entity(
            _id("link", told.act, told.document.id, event.id, *ends), "UnknownLink", subject=ends[0], object=ends[1],
            role=event.type, status=told.status, summary=event.quote, proof=article["id"],
            sourceUrl=told.document.url, **when,
        )  # fmt: skip


def entities(tolds: Iterable[Told]) -> Iterator[Entity]:
    """The entities of acts, each once."""
    seen: set[str] = set()
    for told in tolds:
        for entity in _of(told):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity


def write_ftm(tolds: Iterable[Told], out: TextIO) -> None:
    """One entity a line."""
    write_json_lines(entities(tolds), out)
