"""Copies: agency copy printed by several outlets is one source.

MinHash over the words of the text finds what may be a copy; the words themselves decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Words in a row that count as one feature.
SHINGLE: Final = 4
# 126 permutations in 42 bands of 3: texts that share 0.4 of their features meet in a band with a chance
# of 0.94, those that share 0.6 with 0.9999, and those that share 0.05 with 0.005 (1 - (1 - j^3)^42).
PERMUTATIONS: Final = 126
BANDS: Final = 42
_ROWS: Final = PERMUTATIONS // BANDS
_SEED: Final = 20221120
# Copies share this much of all their features, or the shorter has this much in the longer (a cut copy;
# one cut to less than two fifths is often missed).
# Edited agency copy keeps 0.7 and more; two reports of one event rarely share 0.2 (set 2026-11, by hand).
ALIKE: Final = 0.6
WITHIN: Final = 0.85
# A text with fewer features than this is never a copy by being within another: a headline is in many.
_ENOUGH: Final = 30
_WORD: Final = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """The features of a text: every run of four words, in lower case."""
    words = _WORD.findall(text.lower())
    if len(words) <= SHINGLE:
        return frozenset({" ".join(words)}) if words else frozenset()
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def bands(features: frozenset[str]) -> list[int]:
    """The bands of a text's MinHash: 64 bits each, in order; none for a text without words."""
    from rensa import RMinHash

    if not features:
        return []
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(features))
    digest = sketch.digest()
    made = []
    for band in range(BANDS):
        value = 0
        for part in digest[band * _ROWS : (band + 1) * _ROWS]:
            # FNV-like folding, the same on every machine.
            value = ((value ^ part) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
        made.append(value)
    return made


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts are copies of one."""
    if not a or not b:
        return False
    common = len(a & b)
    if common >= ALIKE * len(a | b):
        return True
    shorter = min(len(a), len(b))
    return shorter >= _ENOUGH and common >= WITHIN * shorter


def first_alike(features: frozenset[str], others: Sequence[tuple[int, frozenset[str]]]) -> int | None:
    """The number of the first of `others`, in order, that these features are a copy of."""
    return next((number for number, other in others if alike(features, other)), None)
