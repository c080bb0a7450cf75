"""What a sentence's wording tells: giving way, agreeing, refusing, pressing; each as a chance.

With learning, from the words and pairs of words of the sentence, weighed by logistic scales that
`scripts/train_verdicts.py` fits to the sentences of our gold that report such acts. Without it,
from the outcome words of the lexicon alone.
"""

from __future__ import annotations

import functools
import json
import math
import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

from suasion.errors import DataError
from suasion.lexicon.judge import SIDES, act_words, cues

FILE: Final = "wording_weights.json"
SIGNS: Final = ("gives way", "agrees", "refuses", "presses")
_TOKEN: Final = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_NEGATED: Final = re.compile(r"\b(?:not|never|no|nor|none|without|hardly|cannot)\b|n't\b")
_PRESSES: Final = re.compile(
    r"\b(?:demand|urg|call(?:ed|s|ing)? (?:on|for)|appeal|request|insist|pressur|threat|warn|ultimatum|sanction|"
    r"embargo|boycott|blockad|unless|deadline|withh[eo]ld)\w*"
)
# Letters before an outcome word in which a negation turns it; of one side, how many words of a sentence count; and
# sentences kept in mind, since each is weighed again for every piece of evidence left out (2026-11).
_REACH, _MOST, _KEPT = 25, 2, 4096
# Letters of the shortest word that is shown as a reason.
_SHOWN: Final = 4
# Chances by rule: an outcome word, and none (2026-11).
_SAYS, _SILENT = 0.7, 0.1


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance, 0 to 1, that a sentence tells of each sign, and the words that say so most."""

    by_sign: dict[str, float]
    words: dict[str, str]


def tokens(text: str, initial: bool = True) -> list[str]:
    """Words and pairs of neighbouring words, each once, in order; capitalised ones are names and left out.

    The first word is kept in lower case, unless `initial` is false: no weight is trained on it alone.
    """
    words: list[str] = []
    pairs: list[str] = []
    before = ""
    for number, found in enumerate(_TOKEN.finditer(text.replace("’", "'"))):
        word = found[0]
        if word[0].isupper():
            if number or not initial:
                before = ""
                continue
            word = word.lower()
        words.append(word)
        if before:
            pairs.append(f"{before} {word}")
        before = word
    return list(dict.fromkeys([*words, *pairs]))


@functools.lru_cache(maxsize=1)
def scales() -> dict[str, dict[str, float]]:
    """By sign, the weight of each word; "" is the bias. Raises DataError when the file is broken."""
    raw = resources.files("suasion.judge").joinpath(FILE).read_text(encoding="utf-8")
    try:
        data = json.loads(raw)
        return {sign: {str(k): float(v) for k, v in data[sign].items()} for sign in SIGNS}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(FILE, None, f"not a weights file ({error})") from error


def _says(token: str) -> bool:
    """Whether a word or pair is worth showing: it has a word of its own."""
    return any(len(word) >= _SHOWN and word not in act_words().stop for word in token.split())


def learned_chances(text: str, by_sign: dict[str, dict[str, float]]) -> Chances:
    """The chances by the trained scales."""
    held = tokens(text)
    chance, words = {}, {}
    for sign, weights in by_sign.items():
        told = [(weights[t], t) for t in held if t in weights]
        total = weights.get("", 0.0) + math.fsum(w for w, _ in told)
        chance[sign] = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        words[sign] = ", ".join(
            [f"«{t}»" for w, t in sorted(told, key=lambda r: (-r[0], r[1])) if w > 0 and _says(t)][:2]
        )
    return Chances(chance, words)


@functools.lru_cache(maxsize=_KEPT)
def outcome_words(text: str) -> dict[str, int]:
    """How many outcome words of each side of the lexicon a sentence has, two at most; `denied` are done or partly
    under a negation."""
    low = text.lower().replace("’", "'")
    found = dict.fromkeys((*SIDES, "denied"), 0)
    for cue in cues():
        for match in cue.pattern.finditer(low):
            turned = cue.side in ("done", "partly") and _negated(low, match.start())
            side = "denied" if turned else cue.side
            found[side] = min(_MOST, found[side] + 1)
    return found


def _negated(low: str, at: int) -> bool:
    return _NEGATED.search(low[max(0, at - _REACH) : at]) is not None


def ruled_chances(text: str) -> Chances:
    """The chances by the outcome words of the lexicon alone."""
    low = text.lower().replace("’", "'")
    chance = dict.fromkeys(SIGNS, _SILENT)
    words = dict.fromkeys(SIGNS, "")
    for cue in cues():
        found = cue.pattern.search(low)
        if found is None:
            continue
        turned = _negated(low, found.start())
        sign = {"done": "refuses" if turned else "gives way", "partly": "agrees", "not": "refuses"}.get(cue.side)
        if sign:
            chance[sign], words[sign] = _SAYS, f"«{found[0]}»"
    pressing = _PRESSES.search(low)
    if pressing:
        chance["presses"], words["presses"] = _SAYS, f"«{pressing[0]}»"
    return Chances(chance, words)


def chances(text: str, use_learned: bool) -> Chances:
    """The chances of a sentence."""
    return learned_chances(text, scales()) if use_learned else ruled_chances(text)
