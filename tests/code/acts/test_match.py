"""Words that report an act: what hyphens part, and which of two matches stands for the other."""

from __future__ import annotations

import pytest

from suasion.code.acts.frames import Frames
from suasion.code.acts.match import find_acts
from suasion.lexicon.acts import load
from suasion.parse import parse
from suasion.types import Document


def _found(text: str) -> list[tuple[str, str]]:
    doc = parse(Document("t", text)).doc
    return [(m.pattern.type, m.head.text) for m in find_acts(doc, load(), Frames(doc))]


@pytest.mark.parametrize("word", ["cease-fire", "ceasefire"])
def test_a_hyphen_parts_no_word(word: str) -> None:
    assert any(kind == "AGREE" for kind, _ in _found(f"Kenya and Uganda signed a {word} on Monday."))


def test_the_longer_match_stands_for_the_words_in_it() -> None:
    found = _found("Kenya imposed sanctions on Uganda.")
    assert ("SANCTION", "imposed") in found
    assert ("SANCTION", "sanctions") not in found


def test_no_match_is_lost_where_two_hold_each_other() -> None:
    """Each match with its head among another's words leaves at least one of the two."""
    doc = parse(Document("t", "Kenya held talks with Uganda and called for a ban on arms sales.")).doc
    kept = find_acts(doc, load(), Frames(doc))
    covered = {t.i for m in kept for t in m.tokens}
    assert {"talks", "called", "ban"} <= {doc[i].text for i in covered}
