"""The ledger of claims: one act over many documents, who says it, who denies it, since when.

Reports are joined as the dossier joins them (`suasion.store.link`). How independent they are is counted
by origins: copies of one text, and reports that credit one news agency, are one source however often printed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from suasion.lexicon.says import agencies
from suasion.store.copies import alike, shingles
from suasion.store.link import Linker, Report, telling
from suasion.types import AUTHOR, Coding, Document, Event, EventType, FactValue, Status

Stand = Literal["says", "denies", "open"]

# Where a text credits its agency (characters, 2026-11): in a dateline near its head, in brackets that end a line near
# its foot, or as a line of its own. Brackets elsewhere explain an abbreviation.
_HEAD: Final = 300
_FOOT: Final = 200
_DATELINE: Final = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]] {0,2}(?:-|–|—|:)")
_LAST: Final = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]][ .]{0,3}$", re.M)
_CREDIT: Final = re.compile(r"^ {0,3}(?:by |source: ?|from |credit: ?)?([^\n]{2,40}?)[ .]{0,3}$", re.I | re.M)
_PARTS: Final = re.compile(r"[/,;]| and ")


@dataclass(frozen=True, slots=True)
class Told:
    """One voice's stand on a claim in one document, with the words that carry it.

    `source` is an actor code, or AUTHOR for the document's own voice. `origin` names where the report comes
    from: a news agency, or else the first document of which it is a copy, which may be itself.
    """

    document: str
    event: str
    outlet: str | None
    published: dt.date | None
    origin: str
    source: str
    sector: str | None
    value: FactValue
    words: str | None
    cue: str | None
    quote: str
    start: int
    end: int

    @property
    def stand(self) -> Stand:
        """What the voice says of the act: that it is so, that it is not, or neither."""
        return "says" if self.value.endswith("+") else "denies" if self.value.endswith("-") else "open"

    @property
    def voice(self) -> str:
        """Who speaks, told apart from others: documents speak for themselves, by origin."""
        return f"{AUTHOR} {self.origin}" if self.source == AUTHOR else self.source


@dataclass(frozen=True, slots=True)
class Claim:
    """An act that some voice says or denies. `told` is in order of publication, undated documents last.

    `since` and `denied_since` are the days when it was first said and first denied. `documents` tell of it, of
    which `independent` are no copies and no other agency's report; `voices` counts those who take a stand.
    """

    id: str
    type: EventType
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: Status
    told: tuple[Told, ...]
    since: dt.date | None
    denied_since: dt.date | None
    documents: int
    independent: int

    def of(self, stand: Stand) -> tuple[Told, ...]:
        """What the voices of one stand tell."""
        return tuple(t for t in self.told if t.stand == stand)

    @property
    def voices(self) -> int:
        """How many take a stand."""
        return len({t.voice for t in self.told if t.stand != "open"})

    @property
    def disputed(self) -> bool:
        """Whether somebody says it and another denies it."""
        saying = {t.voice for t in self.of("says")}
        return bool(saying) and any(t.voice not in saying for t in self.of("denies"))


def _agency(names: Iterable[str]) -> str | None:
    known = agencies()
    for name in names:
        for words in (name, *_PARTS.split(name)):
            found = known.get(words.strip().lower())
            if found is not None:
                return found
    return None


def agency_of(document: Document) -> str | None:
    """The news agency that a document is from, by its source or the credit in its text; None when it names none."""
    head, foot = document.text[:_HEAD], document.text[-_FOOT:]
    credits = (*_DATELINE.findall(head), *_CREDIT.findall(head), *_LAST.findall(foot), *_CREDIT.findall(foot))
    return _agency((document.source or "", *credits))


def origins(documents: Sequence[Document]) -> list[str]:
    """For each document where it comes from: its agency, else the id of the first document that it is a copy of.

    Time grows with the features that documents share, not with the square of their number.
    """
    holders: dict[str, list[int]] = {}
    features: list[frozenset[str]] = []
    ids = Counter(d.id for d in documents)
    made: list[str] = []
    for number, document in enumerate(documents):
        own = shingles(document.text)
        shared = Counter(holder for shingle in own for holder in holders.get(shingle, ()))
        copied = next((made[k] for k in sorted(shared) if alike(own, features[k])), None)
        itself = document.id if ids[document.id] == 1 else f"{document.id} ({number + 1})"
        made.append(agency_of(document) or copied or itself)
        for shingle in own:
            holders.setdefault(shingle, []).append(number)
        features.append(own)
    return made


def claims(codings: Iterable[Coding]) -> tuple[Claim, ...]:
    """The claims of some documents, by the day when they were first told; open acts on which nobody takes a stand
    are no claims."""
    ordered = sorted(codings, key=lambda c: (c.document.date is None, c.document.date or dt.date.min))
    origin = origins([c.document for c in ordered])
    linker = Linker()
    grouped: dict[int, list[tuple[int, Event]]] = {}
    for doc, coding in enumerate(ordered):
        for n, event in enumerate(coding.events):
            if any(a.value != "Uu" for a in event.attributions):
                act = linker.place(_report(doc, n, coding.document, event))
                grouped.setdefault(act, []).append((doc, event))
    made = [_claim(reports, ordered, origin) for _, reports in sorted(grouped.items())]
    return tuple(_numbered(made))


def _report(doc: int, n: int, document: Document, event: Event) -> Report:
    names = [m.text for m in (*event.source, *event.target)]
    # That an act did not take place is a stand on the act itself, not another act.
    status = "denied" if event.status == "negated" else event.status
    return Report(
        doc, n, doc, document.date, event.type, status,
        event.date.start if event.date else None, event.date.end if event.date else None, event.place,
        frozenset(m.code for m in event.source), frozenset(m.code for m in event.target), telling(event.quote, names),
    )  # fmt: skip


def _told(document: Document, origin: str, event: Event) -> Iterator[Told]:
    for stand in event.attributions:
        if stand.source == AUTHOR and stand.value == "Uu":
            continue
        # "Reuters reported": whoever prints that has it from there.
        cited = _agency((stand.text.removeprefix("the "),)) if stand.text else None
        yield Told(
            document.id, event.id, document.source, document.date, cited or origin, stand.source,
            stand.sector, stand.value, stand.text, stand.cue, event.quote, event.start, event.end,
        )  # fmt: skip


def _claim(reports: list[tuple[int, Event]], codings: Sequence[Coding], origin: Sequence[str]) -> Claim:
    first = reports[0][1]
    told = tuple(t for doc, event in reports for t in _told(codings[doc].document, origin[doc], event))
    return Claim(
        id="",
        type=first.type,
        source=_codes(m.code for _, event in reports for m in event.source),
        target=_codes(m.code for _, event in reports for m in event.target),
        status=_status([event for _, event in reports], told),
        told=told,
        since=_first(told, "says"),
        denied_since=_first(told, "denies"),
        documents=len({doc for doc, _ in reports}),
        independent=len({t.origin for t in told if t.value != "Uu"}),
    )


def _status(events: Sequence[Event], told: Sequence[Told]) -> Status:
    """The first report's status, unless later ones make a claim contested or a fact of it."""
    kinds = [event.status for event in events]
    said, denied = any(t.stand == "says" for t in told), any(t.stand == "denies" for t in told)
    if "asserted" in kinds and any(kind in ("denied", "negated") for kind in kinds):
        return "contested"
    if "contested" in kinds or ("claimed" in kinds and said and denied):
        return "contested"
    return "asserted" if "asserted" in kinds else kinds[0]


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _first(told: Iterable[Told], stand: Stand) -> dt.date | None:
    return min((t.published for t in told if t.stand == stand and t.published is not None), default=None)


def _numbered(made: Iterable[Claim]) -> Iterator[Claim]:
    def order(claim: Claim) -> tuple[bool, dt.date]:
        day = min((d for d in (claim.since, claim.denied_since) if d), default=None)
        return (day is None, day or dt.date.min)

    for number, claim in enumerate(sorted(made, key=order), 1):
        yield dataclasses.replace(claim, id=f"c{number}")
