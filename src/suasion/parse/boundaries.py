"""A spaCy component: a line end ends a sentence, a closing quotation mark opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME: Final = "suasion_line_ends"


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
