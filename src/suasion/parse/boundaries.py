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


@Language.component(NAME)
def line_ends(doc: Doc) -> Doc:
    """Mark the first word after each line end as a sentence's start, a closing quotation mark never."""
    after_break = False
    before = " "
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text
            continue
        if after_break:
            token.is_sent_start = True
            after_break = False
        elif token.text == '"' and before in ".!?,":
            token.is_sent_start = False
        before = token.text_with_ws[-1]
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
