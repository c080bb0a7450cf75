"""Measure who is who: the codes of hard mentions, links of pronouns and descriptions apart.

    python benchmarks/mentions.py GOLD [--wrong]

GOLD is a file whose records have the field `mentions` (train-g.jsonl): the words of a mention, where
needed the words around it, its code ("A+B" for several actors together, null for no actor) and sector.
A mention is right if the actors found at its head are those of the gold, wrong if they are others;
no actor found, or UNKNOWN, is a miss. A null mention is right where nothing is found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suasion.code.who import Actors, find_actors
from suasion.parse import Parsed, parse_many
from suasion.types import UNKNOWN, Document

PRONOUNS = frozenset(
    "he she it they him her them his its their theirs we us our ours i me my that both himself itself".split()
)
LINKED = ("pronoun", "joint", "description")


@dataclass(frozen=True)
class Row:
    """One gold mention and what was found at its head."""

    record: str
    quote: str
    kind: str
    gold: frozenset[str]
    found: frozenset[str]
    sector_right: bool
    reason: str

    @property
    def right(self) -> bool:
        """Whether the codes are those of the gold."""
        return self.gold == self.found

    @property
    def wrong(self) -> bool:
        """Whether other codes were given, which costs more than none."""
        return bool(self.found) and not self.right


def place_of(text: str, mention: dict[str, Any]) -> int:
    """Offset of a mention, inside its context where that is needed."""
    context = mention.get("context") or mention["quote"]
    start = text.find(context)
    inside = context.find(mention["quote"])
    if start < 0 or inside < 0:
        raise ValueError(f"not in the text: {mention['quote']}")
    return start + inside


def kind_of(parsed: Parsed, head: int, mention: dict[str, Any]) -> str:
    """trap, pronoun, joint, name, role (a name beside the noun) or description (no name in it)."""
    if mention["code"] is None:
        return "trap"
    if mention["quote"].lower() in PRONOUNS:
        return "pronoun"
    if "+" in mention["code"]:
        return "joint"
    if parsed.doc[head].pos_ == "PROPN":
        return "name"
    return "role" if any(c.isupper() for c in mention["quote"][1:]) else "description"


def rows(record: dict[str, Any], parsed: Parsed, actors: Actors) -> Iterator[Row]:
    """The gold mentions of a record with what was found."""
    for mention in record.get("mentions") or []:
        offset = place_of(record["text"], mention)
        span = parsed.doc.char_span(offset, offset + len(mention["quote"]), alignment_mode="expand")
        heads = [span.root.i, *(t.i for t in span.root.conjuncts if span.start <= t.i < span.end)]
        found = [a for head in heads if (m := actors.at(head)) is not None for a in m.actors]
        gold = frozenset((mention["code"] or UNKNOWN).split("+")) - {UNKNOWN}
        codes = frozenset(c for a in found for c in a.code.split("+")) - {UNKNOWN}
        sectors = {a.sector for a in found}
        reason = "; ".join(dict.fromkeys(a.reason for a in found))
        kind = kind_of(parsed, span.root.i, mention)
        yield Row(record["id"], mention["quote"], kind, gold, codes, mention["sector"] in sectors, reason)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def report(made: list[Row]) -> None:
    """Print the figures, all and by kind."""
    kinds = Counter(r.kind for r in made)
    groups = {"all": list(kinds), "links": [k for k in kinds if k in LINKED], **{k: [k] for k in sorted(kinds)}}
    print(f"{'':12} {'n':>5} {'right':>6} {'wrong':>6} {'sector':>6}")
    for name, parts in groups.items():
        part = [r for r in made if r.kind in parts]
        right = [r for r in part if r.right]
        sectors = sum(r.sector_right for r in right)
        print(f"{name:12} {len(part):5} {share(len(right), len(part)):>6} "
              f"{share(sum(r.wrong for r in part), len(part)):>6} {share(sectors, len(right)):>6}")  # fmt: skip


def main() -> None:
    """Parse the gold's texts and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list every mention that is not right")
    options = parser.parse_args()
    records = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = [Document(r["id"], r["text"], dt.date.fromisoformat(r["date"]), r.get("title") or "") for r in records]
    made = [
        row
        for record, parsed in zip(records, parse_many(documents), strict=True)
        for row in rows(record, parsed, find_actors(parsed))
    ]
    report(made)
    if options.wrong:
        for row in sorted((r for r in made if not r.right), key=lambda r: r.kind):
            codes = "+".join(sorted(row.gold)) or "none", "+".join(sorted(row.found)) or "none"
            print(row.kind, row.record, row.quote, *codes, row.reason, sep=" | ")


if __name__ == "__main__":
    main()
