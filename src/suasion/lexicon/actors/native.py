"""Names of states in other scripts and languages, by CLDR; read only when a text has such a word."""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

# Languages of a script, by the first word of its letters' Unicode names.
_BY_SCRIPT: Final = {
    "CYRILLIC": ("ru", "uk", "bg", "sr", "kk", "mn"),
    "ARABIC": ("ar", "fa", "ur", "ps"),
    "CJK": ("zh", "zh_Hant", "ja"),
    "KATAKANA": ("ja",),
    "HIRAGANA": ("ja",),
    "HANGUL": ("ko",),
    "HEBREW": ("he",),
    "GREEK": ("el",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn",),
    "THAI": ("th",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "ETHIOPIC": ("am",),
    "TAMIL": ("ta",),
    "MYANMAR": ("my",),
    "KHMER": ("km",),
}
_LATIN: Final = (
    "es", "fr", "de", "pt", "it", "nl", "tr", "pl", "id", "vi", "sv", "cs", "ro", "hu", "da", "nb", "fi", "sw", "az",
    "uz", "hr", "sk", "sl", "et", "lv", "lt", "sq", "ca",
)  # fmt: skip
# Scripts written without spaces, where a state's name may begin a longer word.
_RUN_ON: Final = frozenset({"CJK", "KATAKANA", "HIRAGANA", "HANGUL", "THAI", "MYANMAR", "KHMER"})
_SHORTEST: Final = 2


def script_of(word: str) -> str:
    """The script of a word's first letter ("CYRILLIC"), or "" for Latin and what is no letter."""
    if word.isascii():
        return ""
    for c in word:
        if c.isalpha():
            script = unicodedata.name(c, "").split(" ")[0]
            return script if script in _BY_SCRIPT else ""
    return ""


# Codes that CLDR has under another name, or only as a region.
_OWN: Final = {"XK": "XKX"}


@functools.lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Our codes by the two-letter ones of CLDR."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    made = {to[0]: code for code, to in aliases.items() if len(code) == 3 and code.isalpha() and len(to) == 1}
    return made | _OWN


@functools.lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    """Codes of states by their names in a language."""
    from babel import Locale

    codes = _codes()
    named = Locale.parse(language).territories.items()
    return {name.casefold(): codes[short] for short, name in named if short in codes}


def state_of(word: str) -> tuple[str, str] | None:
    """The code of the state that a word in another script names, with the language."""
    script = script_of(word)
    plain = word.casefold()
    for language in _BY_SCRIPT.get(script, ()):
        names = _territories(language)
        # In scripts without spaces a state's name may begin a longer word.
        for length in range(len(plain), _SHORTEST - 1, -1) if script in _RUN_ON else (len(plain),):
            if plain[:length] in names:
                return names[plain[:length]], language
    return None


def state_in_latin(name: str) -> tuple[str, str] | None:
    """The code of the state that a name means in another language of the Latin script, with the language."""
    plain = name.casefold()
    found = [(names[plain], language) for language in _LATIN if plain in (names := _territories(language))]
    return found[0] if len({code for code, _ in found}) == 1 else None
