"""The scores beside a verdict: Hufbauer, Schott and Elliott; TIES; Sechser; confidence; unknowns."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Final, Literal

from suasion.judge.features import ANSWERING, part_of
from suasion.judge.scene import Scene
from suasion.lexicon.names import name_of
from suasion.types import AUTHOR, Episode, Evidence, VerdictName

# Policy result by verdict; "insufficient" is the authors' 2, "unclear".
RESULT: Final[dict[VerdictName, int]] = {"failed": 1, "insufficient": 2, "partial": 3, "succeeded": 4}
_ELSEWHERE: Final = re.compile(
    r"\b(?:for reasons of (?:its|his|her|their) own|unrelated to|had nothing to do with|drought|bankrupt\w*|"
    r"(?:den(?:y|ied|ies)|reject\w*) any link|not because of|rather than (?:the )?(?:pressure|sanctions|threat)|"
    r"lost (?:the|an) election|budget (?:cuts|reasons)|credit(?:s|ed)? \w+ (?:instead|rather))\b",
    re.IGNORECASE,
)
_HARD: Final = frozenset({"THREATEN", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})
_FIRM: Final = frozenset({"asserted", "claimed", "contested"})
_COMPLIANCE: Final[dict[VerdictName, Literal["full", "partial", "none"] | None]] = {
    "succeeded": "full", "partial": "partial", "failed": "none", "insufficient": None,
}  # fmt: skip
# Days after which the latest report is old news (2026-11).
_OLD: Final = 365
_HIGH, _MODERATE = 0.6, 0.35


def _does(scene: Scene, part: str, types: frozenset[str]) -> bool:
    return any(
        e.type in types and e.status in _FIRM and part_of(e, scene.parts) == part
        for c in scene.codings
        for e in c.events
    )


def elsewhere(scene: Scene) -> str | None:
    """Words near the question that put the outcome down to other causes."""
    for row in sorted(scene.rows, key=lambda r: (-r.sentence.near, r.sentence.document, r.sentence.start)):
        found = _ELSEWHERE.search(row.sentence.quote)
        if found and row.sentence.near >= 0.3:
            return found[0]
    return None


def contribution(name: VerdictName, scene: Scene) -> tuple[int, str]:
    """How much the pressure did, 1 to 4, and the rule."""
    hard = _does(scene, "S>T", _HARD)
    soft = hard or _does(scene, "S>T", frozenset({"REQUEST", "ACCUSE", "PROTEST"}))
    if name == "insufficient":
        return 2, "contribution 2: no response told that it could have moved"
    if name == "failed":
        return (2, "contribution 2: pressure was used, without result") if hard else (
            1, "contribution 1: no threat or measure is told, and no result")  # fmt: skip
    other = elsewhere(scene)
    if other:
        return 2, f"contribution 2: the text puts it down to other causes (“{other}”)"
    if hard and name == "succeeded":
        return 4, "contribution 4: the target moved after threats or measures of the sender"
    if soft:
        return 3, "contribution 3: the target moved after the sender pressed"
    return 3, "contribution 3: the target moved; the pressure is told of, not coded"


def ties(name: VerdictName, scene: Scene, episode: Episode) -> str | None:
    """The final outcome in TIES's words (variable 39), by stage and by who moved."""
    stage = "after sanctions were imposed" if episode.stage == "imposed" else "at the threat stage"
    sender_moved = _does(scene, "S>T", frozenset({"CONCEDE", "RETREAT"}))
    if name == "insufficient":
        return None
    if name == "succeeded":
        return f"complete acquiescence by the target, {stage}"
    if name == "partial":
        settled = "negotiated settlement" if sender_moved else "partial acquiescence by the target"
        return f"{settled}, {stage}"
    return f"{'capitulation by the sender' if sender_moved else 'stalemate'}, {stage}"


def compliance(name: VerdictName) -> Literal["full", "partial", "none"] | None:
    """The target's compliance with the demand, after Sechser."""
    return _COMPLIANCE[name]


def confidence(
    share: float, scene: Scene, evidence: Sequence[Evidence], leans: bool, as_of: dt.date | None
) -> tuple[Literal["low", "moderate", "high"], str]:
    """From independent sources, directness, contradiction and recency; never from base rates."""
    sources = {c.document.source or c.document.id for c in scene.codings}
    supporting = [e for e in evidence if e.bears == "for"]
    direct = sum(e.source == AUTHOR for e in supporting)
    against = math.fsum(e.weight for e in evidence if e.bears == "against")
    favour = math.fsum(e.weight for e in supporting)
    latest = max((c.document.date for c in scene.codings if c.document.date), default=None)
    old = as_of is not None and latest is not None and (as_of - latest).days > _OLD
    told = (
        f"{len(sources)} independent source{'s' if len(sources) != 1 else ''}",
        f"{direct} of {len(supporting)} quotations for it in the text's own voice",
        "much speaks against it" if against > favour else "little speaks against it",
        "the latest report is over a year old" if old else "the reports are recent",
        "it leans on one source" if leans else "no single speaker turns it",
    )
    level: Literal["low", "moderate", "high"]
    if leans or old or share < _MODERATE or against > favour or not supporting:
        level = "low"
    elif share >= _HIGH and len(sources) > 1 and direct * 2 >= len(supporting):
        level = "high"
    else:
        level = "moderate"
    return level, "; ".join(told)


def unknowns(name: VerdictName, scene: Scene) -> tuple[str, ...]:
    """What the documents leave open."""
    target = name_of(scene.parts.target)
    made = ["threats and promises made in private"]
    if name == "insufficient":
        made.append(f"what {target} did in response")
    if len({c.document.source or c.document.id for c in scene.codings}) < 2:
        made.append("whether a second, independent source tells it the same way")
    if name in ("succeeded", "partial"):
        made.append(f"whether {target} would have moved without the pressure")
    if name == "failed":
        made.append(f"whether {target} held back from something it would otherwise have done")
    if not any(_does(scene, part, ANSWERING) for part in ("T>S", "T>o")):
        made.append(f"any answer of {target} that is told as an act of its own")
    return tuple(made)
