"""A copy of a text that the model reads well, character for character in place.

The small English model loses negation and quotation at curly marks and odd spaces, so it is
given a copy in which each such character is replaced by exactly one plain one: offsets stay.
"""

from __future__ import annotations

import re
from typing import Final

# One character to one character; anything longer would move offsets.
_PLAIN: Final = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"',
    "‐": "-", "‑": "-", "‒": "-", "−": "-", "―": "—",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u3000": " ",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\r": "\n", "\t": " ",
    "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ", "\u00ad": "-",
    "\u200e": " ", "\u200f": " ", "\u202a": " ", "\u202b": " ", "\u202c": " ", "\u202d": " ",
    "\u202e": " ", "\u2066": " ", "\u2067": " ", "\u2068": " ", "\u2069": " ", "\x00": " ",
}  # fmt: skip
_TABLE: Final = str.maketrans(
    _PLAIN
    | {chr(c): " " for c in range(0x20) if chr(c) not in "\n\r\t\x0b\x0c\x00"}
    | {chr(c): "\ufffd" for c in range(0xD800, 0xE000)}  # lone surrogates cannot be encoded
)
# The tokeniser takes marks off a stretch without spaces one by one, in time quadratic in its length: no word or
# address that matters is so long (characters, 2026-11).
_STRETCH: Final = 200
_ENDLESS: Final = re.compile(rf"(\S{{{_STRETCH - 1}}})\S(?=\S)")
# Two apostrophes that stand for one quotation mark (wires and typesetters): the mark stays at its word, and a space
# takes the place of the other.
_OPENING: Final = re.compile(r"(?<![\w'])''(?=[^\s'])")
_CLOSING: Final = re.compile(r"(?<=[^\s'])''(?![\w'])")


def plain(text: str) -> str:
    """The copy of `text` for the model; always of the same length.

    A stretch of over `_STRETCH` characters without a space is broken by spaces.
    """
    marked = _CLOSING.sub('" ', _OPENING.sub(' "', text.translate(_TABLE)))
    return _ENDLESS.sub(r"\1 ", marked)
