"""Compose the answer: every sentence rests on the verdict, a quotation, a rule or a row of data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from suasion.answer.offers import changed_since, episode_line, words_of
from suasion.answer.question import read_question, since_of
from suasion.config import settings
from suasion.judge import episodes, judge, outcome, rates
from suasion.lexicon.names import name_of
from suasion.types import AUTHOR, Answer, Coding, Episode, Event, Evidence, Question, Verdict

_PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE"})
OUTCOME: Final = {
    "succeeded": "{target} did, or credibly committed itself to do, most of what {sender} pressed for.",
    "partial": "{target} moved part of the way that {sender} pressed for.",
    "failed": "{target} did not do what {sender} pressed for.",
    "insufficient": "The documents do not tell enough of how {target} responded to {sender}.",
}
"""What each verdict says of the two."""
# ICD 203 (2015), words of likelihood by the upper end of their ranges.
_LIKELIHOOD: Final = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.01, "almost certain"),
)  # fmt: skip
# Share of the quotations that one voice may hold before the sourcing is called one-sided.
_ONE_SIDED: Final = 0.75


def likelihood(share: float) -> str:
    """A share of belief in the words of ICD 203."""
    return next(words for top, words in _LIKELIHOOD if share < top)


def _fitting(found: Sequence[Episode], asked: Question) -> Episode | None:
    """The episode of the pair asked about, that about the third party first, then the most pressed."""
    pairs = [e for e in found if e.sender == asked.sender and e.target == asked.target]
    about = [e for e in pairs if asked.third and e.third == asked.third]
    return next(iter(about or pairs), None)


def _bare(asked: Question) -> Episode:
    """The episode asked about, where the coded acts tell of none."""
    return Episode("p0", asked.sender or "", asked.target or "", asked.third, None, (), (), None, None)


def _pressing(codings: Sequence[Coding], episode: Episode) -> tuple[tuple[str, Event], ...]:
    wanted = set(episode.instruments)
    return tuple((c.document.id, e) for c in codings for e in c.events if (c.document.id, e.id) in wanted)


def _first_act(codings: Sequence[Coding], episode: Episode) -> Event | None:
    """The plainest act of pressure: asserted, with a demand, first in time."""
    rows = [
        (event.demand is None, event.status != "asserted", n, event)
        for n, (_, event) in enumerate(_pressing(codings, episode))
        if event.type in _PRESSING
    ]
    return min(rows, key=lambda r: r[:3])[3] if rows else None


def _sentences(asked: Question, verdict: Verdict, codings: Sequence[Coding]) -> tuple[str, ...]:
    if asked.sender is None or asked.target is None:
        return ("No episode in the documents fits the question.",)
    sender, target = name_of(asked.sender), name_of(asked.target)
    about = f" about {name_of(asked.third)}" if asked.third else ""
    day = f"As of {verdict.as_of.isoformat()}, " if verdict.as_of else ""
    made = [
        f"{day}{sender}'s pressure on {target}{about}: {verdict.name}.",
        OUTCOME[verdict.name].format(sender=sender, target=target),
    ]
    if not verdict.attributable:
        made.append(f"{target} complied, not attributable: the documents put it down to other causes.")
    if verdict.held_so_far:
        made.append("The demand was not to do something, and has held so far.")
    act = _first_act(codings, verdict.episode) if verdict.episode else None
    if act is not None:
        made.append(f"The pressure: “{act.quote}”.")
    telling = next((e for e in verdict.evidence if e.bears == "for" and (act is None or e.start != act.start)), None)
    if telling is not None:
        voice = "" if telling.source == AUTHOR else f" (according to {name_of(telling.source)})"
        made.append(f"What weighs most{voice}: “{telling.quote}”.")
    return tuple(made)


def _contested(codings: Sequence[Coding]) -> tuple[str, ...]:
    made = []
    for coding in codings:
        for event in coding.events:
            if event.status != "contested":
                continue
            says = sorted({a.source for a in event.attributions if a.value.endswith("+") and a.source != AUTHOR})
            denies = sorted({a.source for a in event.attributions if a.value.endswith("-")})
            made.append(
                f"“{event.quote}” ({event.type}): {', '.join(map(name_of, says))} says so, "
                f"{', '.join(map(name_of, denies))} denies it"
            )
    return tuple(made)


def _demands(codings: Sequence[Coding], asked: Question) -> tuple[str, ...]:
    made = []
    for coding in codings:
        for event in coding.events:
            demand = event.demand
            if demand is None or not any(m.code == asked.sender for m in event.source):
                continue
            verb = "to do" if demand.polarity == "+" else "not to do"
            made.append(
                f"{event.type} by {name_of(asked.sender or '')}, {verb} {demand.type} "
                f"{'+'.join(demand.source)}→{'+'.join(demand.target)}: “{demand.text}”"
            )
    return tuple(made)


def _belief(verdict: Verdict) -> tuple[str, ...]:
    shares = dict(verdict.belief)
    if not shares:
        return ()
    by = ", ".join(f"{name}: {likelihood(share)} ({share:.2f})" for name, share in verdict.belief)
    return (f"{by}; shares of belief on this evidence alone",)


def _robustness(verdict: Verdict) -> tuple[str, ...]:
    made = []
    for source, name in verdict.without:
        end = "the verdict holds" if name == verdict.name else f"it would be {name}"
        made.append(f"without {name_of(source)}: {end}")
    return tuple(made)


def _limits(verdict: Verdict, codings: Sequence[Coding], pressing: Sequence[Event]) -> tuple[str, ...]:
    made = [
        "Threats made in private, and compliance before any public threat, cannot be seen in reporting.",
        "Cases that reach the news are not a sample of all pressure.",
    ]
    if len({e.type for e in pressing}) > 1 and verdict.name in ("succeeded", "partial"):
        made.append("Several instruments were used at once: what one of them did cannot be told from the rest.")
    voices = [e.source for e in verdict.evidence]
    loud = max(sorted(set(voices)), key=voices.count, default=AUTHOR)
    if loud != AUTHOR and voices.count(loud) >= _ONE_SIDED * len(voices):
        made.append(f"Most of the evidence is {name_of(loud)}'s own word.")
    if len({c.document.source or c.document.id for c in codings}) == 1:
        made.append("All of it comes from one outlet.")
    return tuple(made)


def _listing(asked: Question, found: Sequence[Episode], ordered: Sequence[Coding]) -> Answer:
    """Who presses whom: every episode with its own verdict."""
    lines = []
    for episode in found:
        name = outcome(episode, ordered, asked.as_of, settings().learned)
        lines.append(f"{episode_line(episode)}: {name}")
    unknown = ("an episode of pressure: none is told",) if not found else ()
    verdict = Verdict(
        "insufficient", asked.as_of, 2, 1, "low", (), unknown, None, ("a list of episodes has no verdict of its own",)
    )
    count = f"{len(found)} episode{'s' if len(found) != 1 else ''} of pressure told" if found else "No pressure is told"
    return Answer(
        asked, verdict, (f"{count}.", *(f"{line}." for line in lines)), notes={"Limits": _limits(verdict, ordered, ())}
    )


def _words(asked: Question, ordered: Sequence[Coding], evidence: tuple[Evidence, ...], what: str) -> Answer:
    verdict = Verdict(
        "insufficient", asked.as_of, 2, 1, "low", evidence, (), None, (f"a question about {what} has no verdict",)
    )
    made = tuple(f"{e.rule}: “{e.quote}”." for e in evidence) or (f"The documents tell nothing of {what}.",)
    return Answer(asked, verdict, made, notes={"How the question was read": (asked.reading,)})


def ask(question: str, codings: Sequence[Coding], as_of: dt.date | None = None) -> Answer:
    """Answer a question from codings, as of a day (the latest document's when not given).

    The order of the codings changes nothing. Raises nothing for a question that fits no episode:
    its verdict is `insufficient`, and the notes list the episodes on offer.
    """
    everything = sorted(codings, key=lambda c: (c.document.date or dt.date.min, c.document.id))
    asked = read_question(question, everything, as_of)
    ordered = [c for c in everything if not (asked.as_of and c.document.date and c.document.date > asked.as_of)]
    found = episodes(ordered)
    if asked.kind == "list":
        return _listing(asked, found, ordered)
    if asked.kind == "says":
        return _words(asked, ordered, words_of(ordered, asked), f"what {name_of(asked.sender or '')} said")
    if asked.kind == "changed":
        since = since_of(question, asked.as_of)
        return _words(asked, ordered, changed_since(ordered, since), f"what changed since {since or 'then'}")
    fitting = _fitting(found, asked)
    episode = fitting or _bare(asked)
    verdict = judge(episode, ordered, asked.as_of, question, settings().learned)
    pressing = tuple(event for _, event in _pressing(ordered, episode))
    told = rates.rates_for(episode, pressing) if asked.sender and asked.target else ()
    notes: dict[str, tuple[str, ...]] = {
        "How the question was read": (
            f"{asked.sender or 'nobody named'} → {asked.target or 'nobody named'}"
            f"{f' about {asked.third}' if asked.third else ''}: {asked.reading}",
        ),
        "Contested": _contested(ordered),
        "Demands": _demands(ordered, asked),
        "Likelihood": _belief(verdict),
        "Other codebooks": tuple(
            line
            for line in (
                f"TIES, final outcome: {verdict.ties}" if verdict.ties else "",
                f"Sechser, compliance: {verdict.compliance}" if verdict.compliance else "",
            )
            if line
        ),
        "If one source is dropped": _robustness(verdict),
        "Base rates, for comparison only": (
            *(rates.words_of(rate) for rate in told),
            *(rates.printed_for(episode) if told else ()),
        ),
        "Why this verdict": verdict.reasons,
        "Limits": _limits(verdict, ordered, pressing),
    }
    if fitting is None:
        notes["Episodes in the documents"] = tuple(episode_line(e) for e in found)
    return Answer(asked, verdict, _sentences(asked, verdict, ordered), notes=notes, rates=told)
