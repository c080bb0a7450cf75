"""The verdict on one sender, target and question, with evidence, confidence and what it leans on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, Literal

from suasion.judge import weigh
from suasion.judge.clues import Clue, clues_of, pressed
from suasion.types import AUTHOR, Coding, Episode, Evidence, Verdict, VerdictName

# Hufbauer, Schott and Elliott: policy result by verdict; "insufficient" is their 2, "unclear".
_RESULT: Final[dict[VerdictName, int]] = {"failed": 1, "insufficient": 2, "partial": 3, "succeeded": 4}
# Evidence shown at most, each way.
_FOR: Final = 6
_AGAINST: Final = 3
_NO_EPISODE: Final = "codebook 4: no such episode in the documents"
# A clue must say this much to be shown.
_TELLING: Final = 0.05
# Belief from which a verdict is held with high or moderate confidence, when sources agree (2026-11).
_HIGH: Final = 0.75
_MODERATE: Final = 0.45


def _before(codings: Sequence[Coding], as_of: dt.date | None) -> list[Coding]:
    """Codings published by the day; undated ones count."""
    return [c for c in codings if as_of is None or c.document.date is None or c.document.date <= as_of]


def _general(codings: Sequence[Coding], sender: str, target: str) -> tuple[str, ...]:
    named = {m.code for c in codings for m in c.mentions}
    made = ["told:pressed" if pressed(codings, sender, target) else "told:unpressed"]
    made += [f"told:{part}" for part, code in (("sender", sender), ("target", target)) if code not in named]
    return tuple(made)


def _evidence(clues: Sequence[Clue], scale: weigh.Scale, name: VerdictName) -> tuple[Evidence, ...]:
    """The telling clues, strongest first, one a quotation, for and against."""
    weighed: dict[tuple[str, int], tuple[float, Clue]] = {}
    for clue in clues:
        says = scale.speaks(clue, name)
        key = (clue.document, clue.start)
        if key not in weighed or abs(says) > abs(weighed[key][0]):
            weighed[key] = (says, clue)
    rows = sorted(weighed.values(), key=lambda r: (-abs(r[0]), r[1].document, r[1].start))
    sides: tuple[tuple[Literal["for", "against"], int, int], ...] = (
        ("for", 1, _FOR),
        ("against", -1, _AGAINST),
    )
    made: list[Evidence] = []
    for side, sign, most in sides:
        kept = [(w, c) for w, c in rows if w * sign > _TELLING][:most]
        made += [
            Evidence(c.document, c.event, side, c.quote, c.start, c.end, c.rule, c.source, round(abs(w), 2))
            for w, c in kept
        ]
    return tuple(made)


def _leans_on(clues: Sequence[Clue], general: Sequence[str], scale: weigh.Scale, name: VerdictName) -> str | None:
    """The source without which the verdict would be another, if there is one besides the author."""
    for source in sorted({c.source for c in clues} - {AUTHOR}):
        rest = [c for c in clues if c.source != source]
        if weigh.best(scale.add(weigh.names_of(rest, general))) != name:
            return source
    documents = sorted({c.document for c in clues})
    for document in documents if len(documents) > 1 else ():
        rest = [c for c in clues if c.document != document]
        if weigh.best(scale.add(weigh.names_of(rest, general))) != name:
            return document
    return None


def _confidence(share: float, documents: int, leans: bool) -> Literal["low", "moderate", "high"]:
    if leans or share < _MODERATE:
        return "low"
    return "high" if share >= _HIGH and documents > 1 else "moderate"


def _contribution(name: VerdictName, codings: Sequence[Coding], sender: str, target: str) -> tuple[int, str]:
    """How much the pressure did, 1 to 4, and the rule."""
    if name == "insufficient":
        return 2, "contribution 2: no response told that it could have moved"
    if name == "failed":
        return (2, "contribution 2: pressure told, no result") if pressed(codings, sender, target) else (
            1, "contribution 1: no pressure told")  # fmt: skip
    if pressed(codings, sender, target):
        return 3, "contribution 3: the target moved after the sender's pressure"
    return 2, "contribution 2: the target moved, the pressure itself is not told"


def _unknowns(name: VerdictName, codings: Sequence[Coding], target: str) -> tuple[str, ...]:
    made = ["threats and promises made in private"]
    if name == "insufficient":
        made.append(f"what {target} did in response")
    if len({c.document.source or c.document.id for c in codings}) < 2:
        made.append("whether a second, independent source tells it the same way")
    if name in ("succeeded", "partial"):
        made.append(f"whether {target} would have moved without the pressure")
    if name == "failed":
        made.append(f"whether {target} held back from something it would otherwise have done")
    return tuple(made)


def judge(
    codings: Sequence[Coding],
    sender: str | None,
    target: str | None,
    third: str | None,
    question: str,
    as_of: dt.date | None = None,
    episode: Episode | None = None,
    use_learned: bool = True,
) -> Verdict:
    """The verdict on what `sender` obtained from `target`, from what was published by `as_of`.

    Insufficient when no document tells of both, or nothing of the target's response.
    """
    by_then = _before(codings, as_of)
    day = as_of or max((c.document.date for c in by_then if c.document.date), default=None)
    named = {m.code for c in by_then for m in c.mentions}
    if sender is None or target is None or target not in named:
        unknown = ("an episode that fits the question: none is told",)
        return Verdict("insufficient", day, 2, 1, "low", (), unknown, None, (_NO_EPISODE,), episode)
    scale = weigh.learned() if use_learned else weigh.RULES
    clues = clues_of(by_then, sender, target, third, question)
    general = _general(by_then, sender, target)
    totals = scale.add(weigh.names_of(clues, general))
    name, belief = weigh.best(totals), weigh.shares(totals)
    leans = _leans_on(clues, general, scale, name)
    contribution, why = _contribution(name, by_then, sender, target)
    reasons = (
        f"policy result {_RESULT[name]}: {name}",
        why,
        "belief " + ", ".join(f"{v} {belief[v]:.2f}" for v in weigh.VERDICTS),
    )
    return Verdict(
        name=name,
        as_of=day,
        policy_result=_RESULT[name],
        contribution=contribution,
        confidence=_confidence(belief[name], len(by_then), leans is not None),
        evidence=_evidence(clues, scale, name),
        unknowns=_unknowns(name, by_then, target),
        leans_on=leans,
        reasons=reasons,
        episode=episode,
    )
