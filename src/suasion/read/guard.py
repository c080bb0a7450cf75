"""Markup that would hold the parsers up: refused before they see it.

The libraries that take pages and feeds apart need time that grows with the square of some counts (measured
2026-11: 40,000 elements in one paragraph 28 s, 20,000 attributes of one element 16 s, 20,000 open comments 2 s).
"""

from __future__ import annotations

import re
from typing import Final

from suasion.errors import ReadError

# Beyond any page of news, and what the parsers do in a few seconds (2026-11).
_MOST_TAGS: Final = 30_000
_MOST_ATTRIBUTES: Final = 1_000
_MOST_OPEN_COMMENTS: Final = 100
# A tag this long may have so many attributes; or it is a picture written into the page, which has few.
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{3000,}")


def check_markup(text: str, name: str, most_tags: int = _MOST_TAGS) -> None:
    """Raises ReadError for markup with too many tags, attributes of one tag, or comments that never end."""
    if text.count("<") > most_tags:
        raise ReadError(name, f"more than {most_tags} tags", "save its text instead")
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise ReadError(name, f"a tag with more than {_MOST_ATTRIBUTES} attributes", "save its text instead")
    if text.count("!--") - text.count("--&gt;") - text.count("-->") > _MOST_OPEN_COMMENTS:
        raise ReadError(name, "comments that never end", "save its text instead")
