"""The words of a piece of HTML that is no page: a mail's body, a feed's summary."""

from __future__ import annotations

import re
from typing import Any, Final

# Elements that begin a line of their own, and those that show nothing.
_BLOCKS: Final = frozenset("p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote pre section article hr".split())
_UNSEEN: Final = frozenset("script style head title template noscript".split())
_BLANKS: Final = re.compile(r"[ \t\r\f\v\n]+")


def _walk(root: Any, out: list[str]) -> None:
    """Depth first without recursion: a hostile tree may be deep."""
    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        own = "\n" if item.tag in _BLOCKS else ""
        out.append(own)
        waiting.append(_BLANKS.sub(" ", item.tail or "") if item is not root else "")
        waiting.append(own)
        if isinstance(item.tag, str) and item.tag not in _UNSEEN:
            waiting.extend(reversed(item))
            waiting.append(_BLANKS.sub(" ", item.text or ""))


def words_of(html: str) -> str:
    """The visible words, a line for each block. Empty when there are none, or nothing can be made of it."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from trafilatura import load_html

    tree = load_html(f"<html><body><div>{html}</div></body></html>")
    if tree is None:
        return ""
    out: list[str] = []
    _walk(tree, out)
    return "\n".join(line.strip() for line in "".join(out).split("\n") if line.strip())
