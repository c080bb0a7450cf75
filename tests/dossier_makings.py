"""Documents and codings for tests, made up from a seed and coded by a few words, without a model."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from suasion.store import Maker
from suasion.store.connect import reading
from suasion.types import (
    Assessment,
    Attribution,
    Coding,
    Demand,
    Document,
    Event,
    Mention,
    Quotation,
    Span,
    When,
)

MAKER: Final = Maker("0", "test", "l", "a", "m")
_ACTORS: Final = {
    "Washington": "USA",
    "Beijing": "CHN",
    "Moscow": "RUS",
    "Ankara": "TUR",
    "Paris": "FRA",
    "Tokyo": "JPN",
}
_ACTS: Final[dict[str, tuple[Any, str, float]]] = {
    "warned": ("THREATEN", "verbal conflict", -3.5),
    "urged": ("REQUEST", "verbal conflict", 0.0),
    "praised": ("SUPPORT", "verbal cooperation", 5.0),
    "sanctioned": ("SANCTION", "material conflict", -6.0),
    "aided": ("AID", "material cooperation", 10.0),
    "met": ("CONSULT", "verbal cooperation", 2.5),
}
_SENTENCE: Final = re.compile(rf"({'|'.join(_ACTORS)}) (may have )?({'|'.join(_ACTS)}) ({'|'.join(_ACTORS)})[^.]*\.")


def _mention(text: str, start: int, end: int) -> Mention:
    words = text[start:end]
    return Mention(_ACTORS[words], "GOV", words, words, start, end, "capital")


def code(document: Document) -> Coding:
    """Codes sentences such as `Washington warned Beijing over grain on Monday.`"""
    text = document.text
    events: list[Event] = []
    named: list[Mention] = []
    quotations: list[Quotation] = []
    for found in _SENTENCE.finditer(text):
        kind, quad, score = _ACTS[found[3]]
        source, target = _mention(text, *found.span(1)), _mention(text, *found.span(4))
        named += [source, target]
        demand = None
        if kind == "REQUEST":
            demand = Demand(
                "-", "AID", (target.code,), ("RUS",), found[4], *found.span(4),
                When(dt.date(2023, 1, 1), dt.date(2023, 1, 1), "by January"),
            )  # fmt: skip
        events.append(
            Event(
                id=f"e{len(events) + 1}", type=kind, source=(source,), target=(target,),
                status="hypothetical" if found[2] else "asserted", quote=found[0], start=found.start(), end=found.end(),
                attributions=(Attribution("AUTHOR", "CT+"), Attribution(target.code, "CT-", "GOV", found[4], "denied")),
                date=When(document.date, document.date, "today") if document.date and "today" in found[0] else None,
                demand=demand, mode=None, contexts=("economic",), quad=quad, score=score, goldstein=score / 2,
                cameo="130", place=None, mentions=((found.start(), found.end()),), anchor=found.span(3),
                reasons=("made for a test",),
            )
        )  # fmt: skip
        span = Span.of(text, *found.span(3))
        quotations.append(Quotation(source.code, "GOV", (span,), (), (span,), False, target.code))
    assessments = tuple(
        Assessment("AUTHOR", e.source[0].code, "motive", "PR+", e.quote, e.start, e.end, ("r",)) for e in events
    )
    faint = tuple(dataclasses.replace(e, id="", type="ACCUSE") for e in events[:1])
    return Coding(document, tuple(events), assessments, tuple(quotations), tuple(named), ("a warning",), faint)


def code_many(documents: Iterable[Document]) -> Iterator[Coding]:
    """Codes documents in order."""
    return map(code, documents)


def document(number: int, text: str, day: str | None = "2022-03-20", **more: Any) -> Document:
    """A document with an id from its number."""
    return Document(f"d{number}", text, dt.date.fromisoformat(day) if day else None, **more)


def quarrel() -> Iterator[Document]:
    """Five dated reports of Washington, Beijing and Moscow; the fourth tells the first's act again."""
    yield document(1, "Washington warned Beijing over steel. Beijing praised Moscow over gas.", "2022-03-02")
    yield document(2, "Washington sanctioned Beijing over chips.", "2022-03-20")
    yield document(3, "Beijing aided Washington over masks. Washington may have warned Tokyo.", "2022-04-05")
    yield document(4, "Again Washington warned Beijing over steel.", "2022-03-03")
    yield document(5, "Moscow sanctioned Washington over banks.", "2022-05-05")


def documents(number: int, seed: int = 1) -> Iterator[Document]:
    """Made-up reports over four years from a seed, a tenth of them copies of an earlier one."""
    chance = random.Random(seed)
    topics = "grain steel chips gas fish islands visas banks ports rail drones mines cables tuna solar".split()
    filler = [f"{a}{b}" for a in "ka me ro ti su la po ne".split() for b in "ran del vik mor tas".split()]
    kept: list[Document] = []
    for n in range(number):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(1400))
        if kept and chance.random() < 0.1:
            like = chance.choice(kept[-50:])
            text = f"{like.text} Our staff wrote this."
            yield dataclasses.replace(like, id=f"doc-{n}", source=f"outlet {n % 7}", text=text)
            continue
        lines = []
        for _ in range(chance.randrange(2, 7)):
            a, b = chance.sample(sorted(_ACTORS), 2)
            tail = " ".join(chance.sample(filler, 12))
            lines.append(f"{a} {chance.choice(sorted(_ACTS))} {b} over {chance.choice(topics)} {tail}.")
        made = Document(f"doc-{n}", "\n".join(lines), day, title=f"Report {n}", source=f"outlet {n % 7}")
        kept.append(made)
        yield made


def dump(path: Path) -> dict[str, list[str]]:
    """Every row of every table but for the time when it was written, to compare two dossiers."""
    clocks = {"added_at", "done_at", "replaced_at", "looked_at", "asked_at", "given_at", "imported_at"}
    with reading(path) as connection:
        tables = [r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        made = {}
        for table in tables:
            columns = [r[0] for r in connection.execute(f"DESCRIBE {table}").fetchall()]
            names = ", ".join(f'"{c}"' for c in columns if c not in clocks)
            made[table] = sorted(map(repr, connection.execute(f"SELECT {names} FROM {table}").fetchall()))
        return made
