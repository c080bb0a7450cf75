"""Whether a text is English, by its script and its commonest words; what it looks like, if not.

A text is called foreign only on evidence of another language: its letters, or more of another
language's function words (function_words.csv) than of English ones. Lists of names, tables and noise
have neither, and pass.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Final

from suasion.errors import DataError
from suasion.types import Document

ENGLISH: Final = "English"
# How much of a text is looked at (characters), and the fewest words that show a language (2026-11).
_SAMPLE: Final = 6_000
_FEWEST: Final = 12
# Of running English a third to a half are function words, of other languages written in Latin letters under a
# tenth by chance (`a`, `in`, `me`); shares of all words, measured on the gold texts and on samples (2026-11).
_SURELY: Final = 0.2
_FOREIGN: Final = 0.15
# Another language must show this many times as many of its words as English does.
_TIMES: Final = 1.5
# Letters of another script that make a text foreign (share of all letters), and the fewest that are judged.
_SCRIPT: Final = 0.5
_LETTERS: Final = 20
# Unicode names of letters begin with their script.
_SCRIPTS: Final = {
    "CYRILLIC": "Russian, Ukrainian or another language in Cyrillic letters",
    "ARABIC": "Arabic, Persian or another language in Arabic letters",
    "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
    "HEBREW": "Hebrew", "GREEK": "Greek", "DEVANAGARI": "Hindi or another language in Devanagari letters",
    "THAI": "Thai", "ARMENIAN": "Armenian", "GEORGIAN": "Georgian", "BENGALI": "Bengali", "TAMIL": "Tamil",
    "ETHIOPIC": "Amharic or another language in Ethiopic letters", "URDU": "Urdu", "BURMESE": "Burmese",
    "MYANMAR": "Burmese", "KHMER": "Khmer",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_OURS: Final = frozenset({"en", "eng", "english"})


@functools.lru_cache(maxsize=1)
def _function_words() -> dict[str, tuple[str, ...]]:
    """Each of the commonest words to the languages that have it, from function_words.csv."""
    lines = files("suasion.read").joinpath("function_words.csv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    languages: set[str] = set()
    for number, row in enumerate(csv.reader(lines), 1):
        if number == 1 or not row or row[0].startswith("#"):
            continue
        words = row[1].split() if len(row) == 2 else []
        if not words or row[0] in languages or any(word != word.lower() for word in words):
            raise DataError("function_words.csv", number, "a language, once, and its words in small letters are needed")
        languages.add(row[0])
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(row[0])
    return {word: tuple(who) for word, who in found.items()}


def _script_of(sample: str) -> str | None:
    """The foreign script that most letters are of, else None."""
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < _LETTERS:
        return None
    counts = Counter(unicodedata.name(c, "").partition(" ")[0].partition("-")[0] for c in letters if c > "\u024f")
    if sum(counts.values()) < _SCRIPT * len(letters):
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > counts["CJK"] / 10:
        return _SCRIPTS["HIRAGANA"]
    known = [(count, script) for script, count in counts.items() if script in _SCRIPTS]
    return _SCRIPTS[max(known)[1]] if known else None


def shares(text: str) -> dict[str, float]:
    """The share of the words of a text's beginning that are function words of a language, for each that has any."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return {}
    common = _function_words()
    counts = Counter(language for word in words for language in common.get(word, ()))
    return {language: count / len(words) for language, count in counts.items()}


def looks_like(text: str) -> str | None:
    """The language that a text looks like; None where nothing tells."""
    sample = text[:_SAMPLE]
    if script := _script_of(sample):
        return script
    found = shares(sample)
    if not found:
        return None
    english = found.get(ENGLISH, 0.0)
    best = max(found, key=lambda language: (found[language], language))
    if best != ENGLISH and found[best] >= _FOREIGN and found[best] >= _TIMES * english:
        return best
    return ENGLISH if english >= _SURELY else None


def foreign(document: Document) -> str | None:
    """What a text that is not English looks like; None for English, and where nothing tells.

    What its record says of its language counts only where the text itself does not show one.
    """
    seen = looks_like(document.text)
    if seen is not None:
        return None if seen == ENGLISH else seen
    said = (document.lang or "").strip().lower()
    return None if not said or re.split("[-_]", said)[0] in _OURS else f"language {document.lang!r} by its record"
