"""The frozen records that every stage reads and adds to.

All offsets count characters (Unicode code points) of `Document.text` as given.
`text[start:end] == quote` holds for every span and is checked when a coding is built.
Terms are those of the codebook: PLOVER types, FactBank values, HSE scores.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["asserted", "claimed", "contested", "denied", "negated", "hypothetical", "predicted"]
FactValue = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
AssessmentKind = Literal["interest", "motive", "prediction", "outcome", "evaluation"]
VerdictName = Literal["succeeded", "partial", "failed", "insufficient"]
Polarity = Literal["+", "-"]

AUTHOR = "AUTHOR"
UNKNOWN = "UNKNOWN"
NOBODY = frozenset({UNKNOWN, "MEDIA", "ANALYSTS"})
"""Codes that name no state, body or group: they stand in no pair of actors."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: character offsets and the exact quotation."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span `text[start:end]`."""
        return cls(start, end, text[start:end])

    def holds(self, text: str) -> bool:
        """Whether the quotation stands at these offsets of `text`."""
        return text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read. `date` is the day of publication; None is undated."""

    id: str
    text: str
    date: dt.date | None = None
    title: str = ""
    url: str | None = None
    source: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor, resolved as of the document's date.

    `code` and `sector` follow section 1 of the codebook; `name` is the canonical name where
    a person or body was identified; `reason` says in one phrase how the code was reached.
    """

    code: str
    sector: str | None
    name: str | None
    text: str
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source's stand on an event: FactBank value, with the words that carry it.

    `source` is `AUTHOR` or an actor code. `cue` is the reporting or hedging expression.
    """

    source: str
    value: FactValue
    sector: str | None = None
    text: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A period, both days included, and the words that gave it."""

    start: dt.date
    end: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What the target of pressure is to do (`+`) or not to do (`-`), as an event frame."""

    polarity: Polarity
    type: EventType
    source: tuple[str, ...]
    target: tuple[str, ...]
    text: str
    start: int
    end: int
    deadline: When | None = None
    place: str = field(default="", compare=False)
    """Where the content stands to the pressing: `if` (a condition), `comp`, `modal`, a preposition, `rest`."""


@dataclass(frozen=True, slots=True)
class Event:
    """Source -> PLOVER type -> target, with status, attributions, date and demand.

    `reasons` lists the rules that made it, in order (what `suasion explain` prints).
    `goldstein` and `score` are on Goldstein's and PLOVER's scales, about -10 to +10.
    """

    id: str
    type: EventType
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    status: Status
    quote: str
    start: int
    end: int
    attributions: tuple[Attribution, ...] = ()
    date: When | None = None
    demand: Demand | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: str = ""
    goldstein: float | None = None
    score: float | None = None
    cameo: str | None = None
    place: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()
    anchor: tuple[int, int] = (0, 0)
    """Offsets of the head word of the report, inside `start:end`."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A judgement of an actor without an act (codebook, end of section 3)."""

    holder: str
    about: str
    kind: AssessmentKind
    value: FactValue
    quote: str
    start: int
    end: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who said what: an attribution relation over the text, whether or not it tells an event.

    Each of `source`, `cue` and `content` is a list of spans (a part may be interrupted);
    `source` is empty where the text names none. `code` is the resolved speaker.
    """

    code: str
    sector: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """All that the `code` stage found in one document.

    `faint` are readings too unsure to be coded as events, which the judge may still weigh.
    """

    document: Document
    events: tuple[Event, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    warnings: tuple[str, ...] = ()
    faint: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that speaks for or against a verdict, and the rule that says so."""

    document: str
    event: str | None
    bears: Literal["for", "against"]
    quote: str
    start: int
    end: int
    rule: str
    source: str = AUTHOR
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Episode:
    """One sender pressing one target over one demand (codebook, section 4).

    `instruments` and `responses` are pairs (document id, event id) in time order.
    """

    id: str
    sender: str
    target: str
    third: str | None
    demand: Demand | None
    instruments: tuple[tuple[str, str], ...]
    responses: tuple[tuple[str, str], ...]
    start: dt.date | None
    end: dt.date | None
    stage: str = "demand"
    deterrent: bool = False
    senders: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain English, as read."""

    text: str
    kind: str
    sender: str | None
    target: str | None
    third: str | None
    as_of: dt.date | None
    demand: Demand | None = None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Consistency:
    """A row of the analysis of competing hypotheses: what one piece of evidence does to each verdict.

    `effects` is the change of the log of each verdict's share of belief by that piece alone.
    """

    document: str
    start: int
    end: int
    effects: tuple[tuple[VerdictName, float], ...]
    quote: str = ""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often pressure of a kind succeeded in a data set: `successes` of `n`, 95% interval."""

    dataset: str
    kind: str
    measure: str
    successes: int
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one episode as of a day, with what it rests on.

    `policy_result` and `contribution` run from 1 to 4 (Hufbauer, Schott, Elliott); their
    product is the success score, a success from 9 on. `reasons` are rule ids with words.
    """

    name: VerdictName
    as_of: dt.date | None
    policy_result: int
    contribution: int
    confidence: Literal["low", "moderate", "high"]
    evidence: tuple[Evidence, ...]
    unknowns: tuple[str, ...]
    leans_on: str | None
    reasons: tuple[str, ...]
    episode: Episode | None = None
    ties: str | None = None
    """Final outcome in the words of TIES (variable 39)."""
    compliance: Literal["full", "partial", "none"] | None = None
    """The target's compliance, after Sechser's Militarized Compellent Threats."""
    attributable: bool = True
    """False: the target moved, for reasons that the documents show to be others than the pressure."""
    held_so_far: bool = False
    """A deterrent demand that has not been broken so far."""
    belief: tuple[tuple[VerdictName, float], ...] = ()
    matrix: tuple[Consistency, ...] = ()
    without: tuple[tuple[str, VerdictName], ...] = ()
    """The verdict when one source or one document is dropped, for each that there is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What `suasion ask` gives back."""

    question: Question
    verdict: Verdict
    sentences: tuple[str, ...]
    document: str | None = None
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rates: tuple[BaseRate, ...] = ()
