"""Base rates beside a verdict, never mixed into it: how often pressure of the kind succeeded elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from suasion.lexicon.judge import base_rates, published_rates
from suasion.types import BaseRate, Episode, Event

# A kind with fewer coded cases is passed over for a wider one.
LEAST: Final = 20
_STAGE: Final = {"threat": "threat_only", "demand": "threat_only"}
# Contexts of the pressing acts, and demanded acts, that stand for an issue group of TIES.
_BY_CONTEXT: Final = {
    "economic": "economic_environment", "environment": "economic_environment", "human_rights": "human_rights",
    "military": "security", "cbrn": "security", "territory": "security", "terrorism": "security",
}  # fmt: skip
_BY_DEMAND: Final = {"RETREAT": "security", "MOBILIZE": "security", "ASSAULT": "security"}
_ALIGNED: Final = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE"})
_MAJOR: Final = frozenset({"USA", "GBR", "FRA", "DEU", "RUS", "SUN", "CHN", "JPN"})
"""Major powers after 1945, as Correlates of War count them."""


def _stage(episode: Episode, pressing: tuple[Event, ...]) -> str:
    if episode.stage in _STAGE:
        return _STAGE[episode.stage]
    threatened = any(e.type in ("THREATEN", "REQUEST") for e in pressing)
    return "threat_then_imposed" if threatened else "imposed_without_threat"


def _issue(episode: Episode, pressing: tuple[Event, ...]) -> str | None:
    demand = episode.demand
    if demand is not None and episode.third and demand.type in _ALIGNED:
        return "alignment_choice"
    if demand is not None and demand.type in _BY_DEMAND:
        return _BY_DEMAND[demand.type]
    for event in pressing:
        for context in event.contexts:
            if context in _BY_CONTEXT:
                return _BY_CONTEXT[context]
    return None


def _kinds(episode: Episode, pressing: tuple[Event, ...]) -> Iterator[tuple[str, str, str]]:
    """(data set, dimension, value), the narrowest first within each line of backing off."""
    stage, issue = _stage(episode, pressing), _issue(episode, pressing)
    if issue:
        yield "TIES v4", "stage x issue_group", f"{stage} | {issue}"
    yield "TIES v4", "stage", stage
    yield "TIES v4", "all", "all coded outcomes"


def rates_for(episode: Episode, pressing: tuple[Event, ...]) -> tuple[BaseRate, ...]:
    """The rates of the episode's kind: by stage and issue, by sender, by target, and for EU, UN and US cases.

    A kind with fewer than 20 cases gives way to a wider one. Source of each: its `dataset`.
    """
    table = base_rates()
    stage = _stage(episode, pressing)
    made: list[BaseRate] = []
    for dataset, dimension, value in _kinds(episode, pressing):
        rate = table.get((dataset, dimension, value))
        if rate and rate.n >= LEAST:
            made.append(rate)
            break
    wider = [("TIES v4", "target_major_power", str(int(episode.target in _MAJOR)))]
    if episode.sender == "USA":
        wider.append(("TIES v4", "sender USA x stage", stage))
    if episode.sender in ("USA", "EU", "UN"):
        wider.append(("EUSANCT", "stage", stage))
    for key in wider:
        rate = table.get(key)
        if rate and rate.n >= LEAST:
            made.append(rate)
    return tuple(made)


def words_of(rate: BaseRate) -> str:
    """A rate in one line: data set, kind, measure, counts, share and interval."""
    share = round(100 * rate.successes / rate.n)
    return (
        f"{rate.dataset}, {rate.measure}: {rate.kind}, {rate.successes} of {rate.n}, {share}% "
        f"(95% interval {round(100 * rate.low)}–{round(100 * rate.high)}%)"
    )


def printed_for(episode: Episode) -> tuple[str, ...]:
    """Rates as the literature prints them, for the episode's kind, each with its source and how it was checked."""
    wanted = {"HSE 3rd ed."} if episode.stage in ("imposed", "settled") else {"MCT (Sechser)"}
    if episode.sender == "UN":
        wanted.add("TSC")
    return tuple(
        f"{row['dataset']}, {row['measure']}: {row['value']}, {row['as_printed']} "
        f"({row['source']}; {row['verification']})"
        for row in published_rates()
        if row["dataset"] in wanted and row["dimension"] == "all"
    )
