"""Who presses, who is pressed, about whom: the best of all ways to cast the actors.

Each casting is weighed by the signs of the question's words (`named.py`) and by who presses whom
in the documents. The weights are those of a conditional logit trained on our own gold by
`scripts/train_roles.py`; with SUASION_LEARNED=off, those of lexicon/judge/role_rules.csv.
"""

from __future__ import annotations

import functools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from suasion.answer.named import Named
from suasion.config import settings
from suasion.errors import DataError
from suasion.lexicon.judge import role_rules
from suasion.types import NOBODY, Coding

FILE: Final = "role_weights.json"
PRESSING: Final = frozenset({"REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "ACCUSE", "PROTEST", "ASSAULT"})
_REPLYING: Final = frozenset({"CONCEDE", "REJECT", "RETREAT", "AGREE"})
# How many actors of the documents may fill a part that the question leaves open.
_CAST: Final = 8
# Constructions tell more than places: so large a value lets training give them weight despite their rarity (2026-11).
_TELLING: Final = 3.0

# Constructions that leave no doubt which part their bearer has; the first that is found for a part decides.
_BEYOND_DOUBT: Final = (
    ("asks", "S"), ("hint:cleft", "S"), ("hint:promised", "S"), ("hint:receives", "S"), ("hint:at the wish", "S"),
    ("hint:causes", "S"), ("hint:by pressing", "T"), ("hint:obeyed by", "T"), ("hint:made to", "T"),
    ("hint:is made", "T"), ("hint:effect on", "T"), ("hint:yields", "T"),
)  # fmt: skip

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """What the documents tell of each actor and pair, before any question."""

    spoken: Counter[str]
    presses: Counter[tuple[str, str]]
    replies: Counter[tuple[str, str]]
    demanded: Counter[tuple[str, str, str]]

    def cast(self) -> list[str]:
        """The actors most spoken of and pressing or pressed, best first."""
        weight = Counter(self.spoken)
        for (source, target), n in self.presses.items():
            weight[source] += 2 * n
            weight[target] += 2 * n
        return [code for code, _ in sorted(weight.items(), key=lambda kv: (-kv[1], kv[0]))][:_CAST]


def told_by(codings: Sequence[Coding]) -> Told:
    """Count the documents' actors, pressing pairs, replies and demands' other parties."""
    told = Told(Counter(), Counter(), Counter(), Counter())
    for coding in codings:
        told.spoken.update(m.code for m in coding.mentions if m.code not in NOBODY)
        for event in (*coding.events, *coding.faint):
            weight = 2 if event.id else 1
            for s in {m.code for m in event.source} - NOBODY:
                for t in {m.code for m in event.target} - NOBODY - {s}:
                    if event.type in PRESSING:
                        told.presses[s, t] += weight
                        for other in (*event.demand.source, *event.demand.target) if event.demand else ():
                            told.demanded[s, t, other] += 1
                    if event.type in _REPLYING:
                        told.replies[s, t] += weight
    return told


def _part(role: str, code: str, by_code: dict[str, Named], told: Told, found: Features) -> None:
    named = by_code.get(code)
    if named is not None:
        for sign in named.signs:
            found[f"{role}|{sign}"] = _TELLING if sign.startswith(("hint:", "asks")) else 1.0
    else:
        found[f"{role}|unnamed/{min(len(by_code), 3)}"] = 1.0
        rank = told.cast().index(code) if code in told.cast() else _CAST
        found[f"{role}|rank"] = math.log1p(rank)


def pair_features(sender: str, target: str, named: Sequence[Named], told: Told) -> Features:
    """What speaks for this sender and target."""
    by_code = {n.code: n for n in named}
    found: Features = {}
    _part("S", sender, by_code, told, found)
    _part("T", target, by_code, told, found)
    known = "named" if sender in by_code and target in by_code else "open"
    found[f"presses:{known}"] = math.log1p(told.presses[sender, target])
    found[f"pressed back:{known}"] = math.log1p(told.presses[target, sender])
    found[f"replies:{known}"] = math.log1p(told.replies[target, sender])
    if sender in by_code and target in by_code:
        order = "S<T" if by_code[sender].start < by_code[target].start else "T<S"
        found[f"{order}/{min(len(named), 4)}"] = 1.0
    return found


def third_features(third: str | None, sender: str, target: str, named: Sequence[Named], told: Told) -> Features:
    """What speaks for this third party, or for none."""
    left = [n for n in named if n.code not in (sender, target)]
    if third is None:
        return {"none": 1.0, f"none/{min(len(left), 2)}": 1.0}
    by_code = {n.code: n for n in named}
    found: Features = {}
    if third in by_code:
        found[f"3|named/{min(len(left), 2)}"] = 1.0
        for sign in by_code[third].signs:
            if sign.startswith(("prep:", "owns:", "spot:", "adjective", "before:")):
                found[f"3|{sign}"] = 1.0
    else:
        cast = told.cast()
        found[f"3|unnamed/{min(len(left), 1)}"] = 1.0
        found["3|rank"] = math.log1p(cast.index(third) if third in cast else _CAST)
    found["3|demanded"] = math.log1p(told.demanded[sender, target, third])
    found["3|share"] = told.spoken[third] / max(1, sum(told.spoken.values()))
    return found


def _ruled(sender: str, target: str, by_code: dict[str, Named]) -> bool:
    """Whether a casting goes with what unmistakable constructions say, where the question has any."""
    signs = {code: set(n.signs) for code, n in by_code.items()}
    agents = {code for code, s in signs.items() if "hint:agent" in s}
    made = {code for code, s in signs.items() if "hint:is made" in s}
    if agents and made and not agents & made and (sender not in agents or target not in made):
        return False
    parts = {"S": sender, "T": target}
    for sign, part in _BEYOND_DOUBT:
        bearers = {code for code, s in signs.items() if sign in s}
        if len(bearers) == 1 and part in parts and parts.pop(part) not in bearers:
            return False
    return True


def pairs(named: Sequence[Named], told: Told) -> list[tuple[str, str]]:
    """The castings of sender and target: one at least is named, if the question names any, and none breaks a rule."""
    by_code = {n.code: n for n in named}
    codes = list(dict.fromkeys([*by_code, *told.cast()]))
    found = [(s, t) for s in codes for t in codes if s != t and (not by_code or s in by_code or t in by_code)]
    return [pair for pair in found if _ruled(*pair, by_code)] or found


def thirds(sender: str, target: str, named: Sequence[Named], told: Told) -> list[str | None]:
    """Whom the demand may be about."""
    codes = dict.fromkeys([*(n.code for n in named), *told.cast()])
    return [None, *(c for c in codes if c not in (sender, target))]


def weights() -> dict[str, float]:
    """The weights in use: trained, or with SUASION_LEARNED=off those set by hand."""
    return learned() if settings().learned else role_rules()


@functools.lru_cache(maxsize=1)
def learned() -> dict[str, float]:
    """The trained weights. Raises DataError when their file is broken."""
    raw = resources.files("suasion.answer").joinpath(FILE).read_text(encoding="utf-8")
    try:
        return {str(k): float(v) for k, v in json.loads(raw).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def score(features: Features, by_name: dict[str, float]) -> float:
    """The weighed sum of the features."""
    return math.fsum(by_name.get(name, 0.0) * value for name, value in features.items())


def _best(rows: Sequence[tuple[Features, tuple[str | None, ...]]]) -> tuple[Features, tuple[str | None, ...]]:
    """The option of the highest score; ties go to the first by name."""
    by_name = weights()
    return min(rows, key=lambda r: (-round(score(r[0], by_name), 9), tuple(code or "" for code in r[1])))


def _why(features: Features) -> str:
    """The signs that spoke most for a casting."""
    by_name = weights()
    rows = sorted(((by_name.get(n, 0.0) * v, n) for n, v in features.items()), key=lambda r: (-r[0], r[1]))
    return ", ".join(name for weight, name in rows[:3] if weight > 0)


def cast(named: Sequence[Named], told: Told) -> tuple[str | None, str | None, str | None, str]:
    """Sender, target, third party and the signs that told; all None where nobody can be cast."""
    options = [(pair_features(s, t, named, told), (s, t)) for s, t in pairs(named, told)]
    if not options:
        only = named[0].code if named else None
        return None, only, None, "no two actors to cast"
    features, pair = _best([(f, (s, t)) for f, (s, t) in options])
    sender, target = pair[0] or "", pair[1] or ""
    others = [(third_features(o, sender, target, named, told), (o,)) for o in thirds(sender, target, named, told)]
    about, (third,) = _best([(f, tuple(o)) for f, o in others])
    return sender, target, third, f"pair by {_why(features)}; third party by {_why(about)}"
