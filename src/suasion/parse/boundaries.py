"""spaCy components that mend the small model: sentence ends at line ends, lemmas that it gets wrong."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Final

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME: Final = "suasion_line_ends"
LEMMAS: Final = "suasion_lemmas"
# A sentence is cut here at the latest, so that time stays linear in a text without full stops (tokens, 2026-11);
# the longest sentences of treaties and resolutions, which have semicolons, are shorter.
_LONGEST: Final = 300
_CUT_AFTER: Final = 250
_LOOSE_ENDS: Final = frozenset({";", ",", ":", ")", "-", "–", "—"})
_ENDS: Final = frozenset({".", "!", "?"})


@Language.component(NAME)
def line_ends(doc: Doc) -> Doc:
    """Mark the first word after each line end as a sentence's start, a closing quotation mark never.

    What runs on without an end is cut, after a comma or the like where there is one.
    """
    after_break = False
    before, last = " ", ""  # the last character of the token before, its space counted and not
    run = 0
    for token in doc:
        text = token.text
        run = 0 if after_break or last in _ENDS else run + 1
        if run >= _LONGEST or (run >= _CUT_AFTER and last in _LOOSE_ENDS):
            after_break, run = True, 0
        if token.is_space:
            after_break = after_break or "\n" in text
            continue
        if after_break:
            token.is_sent_start = True
            after_break = False
        elif text == '"' and before in ".!?,":
            token.is_sent_start = False
        last = text[-1]
        before = token.whitespace_ or last
    return doc


@functools.lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    raw = resources.files("suasion.lexicon").joinpath("lemmas.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in raw.splitlines() if line and not line.startswith("#")]
    return dict(rows[1:])


@Language.component(LEMMAS)
def mend_lemmas(doc: Doc) -> Doc:
    """Give verb forms their right lemma ("hoped" is not from "hop")."""
    exceptions = _exceptions()
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in exceptions:
            token.lemma_ = exceptions[token.lower_]
    return doc
