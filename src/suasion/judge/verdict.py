"""The verdict on an episode, with evidence, scores, confidence and what it leans on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from suasion.judge import scores
from suasion.judge.evidence import evidence_of, matrix
from suasion.judge.features import Parts, part_of
from suasion.judge.scene import Scene, by_day, scene_of
from suasion.judge.weigh import VERDICTS
from suasion.types import Coding, Episode, Event, Verdict, VerdictName

_NO_EPISODE: Final = "codebook 4: no such episode in the documents"
_GIVING: Final = frozenset({"CONCEDE", "RETREAT", "AGREE"})
_SHOWN_SIGNS: Final = 5


def _without(scene: Scene) -> tuple[tuple[str, VerdictName], ...]:
    """The verdict without each source, and without each document where there are several."""
    made = [(source, scene.without_source(source).best()) for source in scene.sources()]
    if len(scene.codings) > 1:
        made += [(name, scene.without_document(name).best()) for name in scene.documents()]
    return tuple(made)


def _answers(scene: Scene) -> list[Event]:
    """The giving acts of the target that are told as done by somebody."""
    return [
        e
        for c in scene.codings
        for e in c.events
        if e.type in _GIVING and (part_of(e, scene.parts) or "").startswith("T>")
        and e.status in ("asserted", "claimed", "contested")
    ]  # fmt: skip


def _claimed_alone(scene: Scene, name: VerdictName) -> str | None:
    """The sender, where only it says that the target complied and the target denies it (codebook 4)."""
    giving = _answers(scene)
    if name not in ("succeeded", "partial") or not giving:
        return None
    for event in giving:
        affirms = {a.source for a in event.attributions if a.value.endswith("+")}
        denies = {a.source for a in event.attributions if a.value.endswith("-")}
        if not (scene.parts.target in denies and affirms <= {scene.parts.sender}):
            return None
    return scene.parts.sender


def _nothing(episode: Episode | None, day: dt.date | None) -> Verdict:
    unknown = ("an episode that fits the question: none is told",)
    return Verdict("insufficient", day, 2, 1, "low", (), unknown, None, (_NO_EPISODE,), episode)


def _seen(
    episode: Episode, codings: Sequence[Coding], as_of: dt.date | None
) -> tuple[dt.date | None, tuple[Coding, ...]]:
    """The day judged, and the codings by then that name sender or target; none when none names the target."""
    by_then = by_day(codings, as_of)
    day = as_of or max((c.document.date for c in by_then if c.document.date), default=None)
    pair = {episode.sender, episode.target}
    named = tuple(c for c in by_then if any(m.code in pair for m in c.mentions))
    told = any(m.code == episode.target for c in named for m in c.mentions)
    return day, named if told else ()


def outcome(
    episode: Episode, codings: Sequence[Coding], as_of: dt.date | None = None, use_learned: bool = True
) -> VerdictName:
    """What `judge` comes to by the balance alone, without evidence and scores: for long lists."""
    _, by_then = _seen(episode, codings, as_of)
    if not by_then:
        return "insufficient"
    asked = episode.demand.text if episode.demand else ""
    return scene_of(by_then, Parts(episode.sender, episode.target, episode.third), asked, use_learned).best()


def judge(
    episode: Episode,
    codings: Sequence[Coding],
    as_of: dt.date | None = None,
    question: str = "",
    use_learned: bool = True,
) -> Verdict:
    """The verdict on an episode from what was published by `as_of`; the order of codings changes nothing.

    `question` says what was asked of it; without one, its demand's words are what is looked for.
    Insufficient when no document names the target. Source: codebook, section 4.
    """
    day, by_then = _seen(episode, codings, as_of)
    parts = Parts(episode.sender, episode.target, episode.third)
    if not by_then:
        return _nothing(episode, day)
    asked = question or (episode.demand.text if episode.demand else "")
    scene = scene_of(by_then, parts, asked, use_learned)
    name, belief = scene.best(), scene.shares()
    without = _without(scene)
    leans = next((source for source, verdict in without if verdict != name), None)
    claimed = _claimed_alone(scene, name)
    rules: list[str] = []
    if claimed:
        name, leans = "failed", claimed
        rules.append("codebook 4: compliance claimed by the sender alone and denied by the target is failed")
    held = episode.deterrent and name == "succeeded" and not _answers(scene)
    if held:
        rules.append("codebook 4: a deterrent demand that was not broken has held so far")
    rows = matrix(scene)
    evidence = evidence_of(scene, rows, name)
    contribution, why = scores.contribution(name, scene)
    confidence, grounds = scores.confidence(belief[name], scene, evidence, leans is not None, day)
    signs = ", ".join(f"{n} {w:+.2f}" for n, w in scene.scale.telling(scene.features(), name, _SHOWN_SIGNS))
    against = {v: -sum(min(0.0, dict(line.effects)[v]) for _, line in rows) for v in VERDICTS}
    return Verdict(
        name=name,
        as_of=day,
        policy_result=scores.RESULT[name],
        contribution=contribution,
        confidence="low" if claimed else confidence,
        evidence=evidence,
        unknowns=scores.unknowns(name, scene),
        leans_on=leans,
        reasons=(
            f"policy result {scores.RESULT[name]}: {name}",
            why,
            *rules,
            "belief " + ", ".join(f"{v} {belief[v]:.2f}" for v in VERDICTS),
            f"signs that speak most for {name}: {signs or 'none'}",
            "evidence against each verdict: " + ", ".join(f"{v} {against[v]:.2f}" for v in VERDICTS),
            f"confidence: {grounds}",
        ),
        episode=episode,
        ties=scores.ties(name, scene, episode),
        compliance=scores.compliance(name),
        attributable=name not in ("succeeded", "partial") or contribution > 2,
        held_so_far=held,
        belief=tuple((v, round(belief[v], 4)) for v in VERDICTS),
        matrix=tuple(line for _, line in rows),
        without=without,
    )
