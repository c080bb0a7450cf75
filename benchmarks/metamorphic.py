"""Changes that must not change the coding: how often they do, by kind.

    python benchmarks/metamorphic.py GOLD.jsonl … [--sample 60] [--kind NAME …] [--types]

Every sampled record is coded as it is and after each change that can be made to it. An event is its type, status
and actors; a violation is one that is in one coding and not in the other, actors renamed back. The rate is
violations over the events of both codings. `--types` adds the types and statuses lost and gained, never a text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from suasion.code import code_many
from suasion.parse import parse_many
from suasion.types import Coding, Document

Told = tuple[str, str, frozenset[str], frozenset[str]]

# State, adjective, people, capital: what is renamed, and into what. All were states throughout the gold's years,
# and an article before the name ("a Danish", "an Ecuadorian") stays right.
_PARTNERS: Final = (
    ("DNK", "Denmark", "Danish", "Danes", "Copenhagen"),
    ("PER", "Peru", "Peruvian", "Peruvians", "Lima"),
    ("BOL", "Bolivia", "Bolivian", "Bolivians", "La Paz"),
    ("NPL", "Nepal", "Nepalese", "Nepalese", "Kathmandu"),
    ("PRT", "Portugal", "Portuguese", "Portuguese", "Lisbon"),
    ("ECU", "Ecuador", "Ecuadorian", "Ecuadorians", "Quito"),
    ("ETH", "Ethiopia", "Ethiopian", "Ethiopians", "Addis Ababa"),
    ("ALB", "Albania", "Albanian", "Albanians", "Tirana"),
)
_RENAMED: Final = (
    ("KEN", "Kenya", "Kenyan", "Kenyans", "Nairobi"), ("IRN", "Iran", "Iranian", "Iranians", "Tehran"),
    ("FRA", "France", "French", "French", "Paris"), ("EGY", "Egypt", "Egyptian", "Egyptians", "Cairo"),
    ("POL", "Poland", "Polish", "Poles", "Warsaw"), ("SYR", "Syria", "Syrian", "Syrians", "Damascus"),
    ("CUB", "Cuba", "Cuban", "Cubans", "Havana"), ("CHN", "China", "Chinese", "Chinese", "Beijing"),
    ("SDN", "Sudan", "Sudanese", "Sudanese", "Khartoum"), ("JPN", "Japan", "Japanese", "Japanese", "Tokyo"),
    ("DEU", "Germany", "German", "Germans", "Berlin"), ("RUS", "Russia", "Russian", "Russians", "Moscow"),
    ("LBY", "Libya", "Libyan", "Libyans", "Tripoli"), ("GRC", "Greece", "Greek", "Greeks", "Athens"),
    ("AUT", "Austria", "Austrian", "Austrians", "Vienna"), ("IRQ", "Iraq", "Iraqi", "Iraqis", "Baghdad"),
    ("VEN", "Venezuela", "Venezuelan", "Venezuelans", "Caracas"), ("SRB", "Serbia", "Serbian", "Serbs", "Belgrade"),
    ("IND", "India", "Indian", "Indians", "Delhi"), ("ITA", "Italy", "Italian", "Italians", "Rome"),
)  # fmt: skip
_AMERICAN: Final = {
    r"defence": "defense", r"programme": "program", r"centre": "center", r"harbour": "harbor", r"labour": "labor",
    r"neighbour": "neighbor", r"favour": "favor", r"honour": "honor", r"rumour": "rumor", r"behaviour": "behavior",
    r"armour": "armor", r"cancelled": "canceled", r"travelled": "traveled", r"grey": "gray", r"licence": "license",
    r"offence": "offense", r"organis": "organiz", r"recognis": "recogniz", r"criticis": "criticiz",
    r"apologis": "apologiz", r"mobilis": "mobiliz", r"authoris": "authoriz", r"normalis": "normaliz",
    r"nationalis": "nationaliz", r"condemnatory": "condemnatory", r"towards": "toward", r"tonne": "ton",
}  # fmt: skip
_IDLE: Final = "The museum is open on weekdays and closes at five."
_SENTENCE_END: Final = re.compile(r"(?<=[a-z]{2}\.) (?=[A-Z])")
_LAID_OUT: Final = frozenset({"transcript", "live-blog", "brief"})


@dataclass(frozen=True)
class Change:
    """A changed text, and which code stands for which of the text as it was."""

    text: str
    back: dict[str, str] = field(default_factory=dict)


def renamed(record: dict[str, Any], coding: Coding) -> Change | None:
    """Each state that is spoken of by its names alone becomes another state."""
    text, back = record["text"], {}
    free = [p for p in _PARTNERS if not any(word in text for word in p[1:])]
    for state in _RENAMED:
        mentions = [m for m in coding.mentions if m.code == state[0]]
        partner = next((p for p in free if (p[1][0] in "AEIOU") == (state[1][0] in "AEIOU")), None)
        if not mentions or any(m.name for m in mentions) or partner is None:
            continue
        free.remove(partner)
        for old, new in sorted(zip(state[1:], partner[1:], strict=True), key=lambda pair: -len(pair[0])):
            text = re.sub(rf"\b{old}\b", new, text)
        back[partner[0]] = state[0]
    return Change(text, back) if back else None


def idle_at_the_end(record: dict[str, Any], coding: Coding) -> Change:
    """A sentence about nothing, as a last paragraph."""
    return Change(f"{record['text']}\n{_IDLE}")


def idle_in_the_middle(record: dict[str, Any], coding: Coding) -> Change | None:
    """A sentence about nothing, as a paragraph between two."""
    paragraphs = record["text"].split("\n")
    if len(paragraphs) < 2 or record.get("genre") in _LAID_OUT:
        return None
    middle = len(paragraphs) // 2
    return Change("\n".join([*paragraphs[:middle], _IDLE, *paragraphs[middle:]]))


def split(record: dict[str, Any], coding: Coding) -> Change | None:
    """Every paragraph without quotation marks is parted at its middle sentence."""
    made, changed = [], False
    for paragraph in record["text"].split("\n"):
        ends = [] if re.search('["“”‘]', paragraph) else [m.start() for m in _SENTENCE_END.finditer(paragraph)]
        if ends:
            at, changed = ends[len(ends) // 2], True
            paragraph = paragraph[:at] + "\n" + paragraph[at + 1 :]
        made.append(paragraph)
    return Change("\n".join(made)) if changed else None


def joined(record: dict[str, Any], coding: Coding) -> Change | None:
    """All paragraphs become one, where the page's layout carries no meaning."""
    text = record["text"]
    plain = re.fullmatch(r'(?:[^\n]*[.!?]["”]?(?:\n|$))+', text)
    if record.get("genre") in _LAID_OUT or "\n" not in text.strip() or not plain:
        return None
    return Change(text.replace("\n", " "))


def straight(record: dict[str, Any], coding: Coding) -> Change | None:
    """Straight quotation marks and apostrophes for curly ones."""
    text = record["text"].translate(str.maketrans("“”‘’", "\"\"''"))
    return Change(text) if text != record["text"] else None


def curly(record: dict[str, Any], coding: Coding) -> Change | None:
    """Curly quotation marks and apostrophes for straight ones."""
    text = re.sub(r'(?<![^\s(\[—-])"', "“", record["text"]).replace('"', "”")
    text = re.sub(r"(?<=\w)'", "’", text)
    return Change(text) if text != record["text"] else None


def american(record: dict[str, Any], coding: Coding) -> Change | None:
    """American for British spelling."""
    text = record["text"]
    for british, us in _AMERICAN.items():
        text = re.sub(rf"\b{british}", us, text)
        text = re.sub(rf"\b{british.capitalize()}", us.capitalize(), text)
    return Change(text) if text != record["text"] else None


def titled(record: dict[str, Any], coding: Coding) -> Change | None:
    """ "Mr Biden" for "Biden", where a bare surname stands."""
    text = record["text"]
    for mention in sorted(coding.mentions, key=lambda m: -m.start):
        bare = mention.name and mention.text == mention.name.split()[-1] and mention.text[:1].isupper()
        before = text[: mention.start].rsplit(maxsplit=1)[-1:] if mention.start else []
        if bare and not (before and before[0][:1].isupper()) and text[mention.start : mention.end] == mention.text:
            text = f"{text[: mention.start]}Mr {text[mention.start :]}"
    return Change(text) if text != record["text"] else None


CHANGES: Final[dict[str, Callable[[dict[str, Any], Coding], Change | None]]] = {
    "actors renamed": renamed, "idle sentence last": idle_at_the_end, "idle sentence between": idle_in_the_middle,
    "paragraphs split": split, "paragraphs joined": joined, "straight marks": straight, "curly marks": curly,
    "American spelling": american, "Mr before surnames": titled,
}  # fmt: skip


def told(coding: Coding, back: dict[str, str] | None = None) -> Counter[Told]:
    """The events of a coding, their actors renamed back."""
    names = back or {}
    return Counter(
        (
            event.type,
            event.status,
            frozenset(names.get(m.code, m.code) for m in event.source),
            frozenset(names.get(m.code, m.code) for m in event.target),
        )
        for event in coding.events
    )


def documents(rows: Iterable[tuple[dict[str, Any], str]]) -> Iterator[Document]:
    """The records as documents with the texts given."""
    for record, text in rows:
        yield Document(record["id"], text, dt.date.fromisoformat(record["date"]) if record.get("date") else None)


def sample(paths: Iterable[Path], size: int) -> list[dict[str, Any]]:
    """Records at equal steps over all files, so that every file and place in it is heard."""
    records = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    step = max(1, len(records) // size)
    return records[::step][:size]


def violations(
    records: list[dict[str, Any]], base: list[Coding], kind: str
) -> tuple[int, int, Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Records changed, events of both codings, and what was lost and gained, by type and status."""
    changed = [(r, c, change) for r, c in zip(records, base, strict=True) if (change := CHANGES[kind](r, c))]
    events = 0
    lost: Counter[tuple[str, str]] = Counter()
    gained: Counter[tuple[str, str]] = Counter()
    after = code_many(parse_many(documents((r, change.text) for r, _, change in changed)))
    for (_, before, change), now in zip(changed, after, strict=True):
        was, is_ = told(before), told(now, change.back)
        events += was.total() + is_.total()
        for side, found in ((lost, was - is_), (gained, is_ - was)):
            for (type_, status, _, _), count in found.items():
                side[type_, status] += count
    return len(changed), events, lost, gained


def main() -> None:
    """Measure every kind of change and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--kind", action="append", choices=list(CHANGES))
    parser.add_argument("--types", action="store_true")
    given = parser.parse_args()
    records = sample(given.gold, given.sample)
    base = list(code_many(parse_many(documents((r, r["text"]) for r in records))))
    all_events = all_broken = 0
    for kind in given.kind or CHANGES:
        count, events, lost, gained = violations(records, base, kind)
        broken = lost.total() + gained.total()
        all_events, all_broken = all_events + events, all_broken + broken
        print(f"{kind:22} {count:4} texts {events:5} events {broken:4} violations {broken / max(events, 1):6.1%}")
        if given.types:
            print(f"    lost {dict(lost)}\n    gained {dict(gained)}")
    print(f"{'all':22} {all_events:16} events {all_broken:4} violations {all_broken / max(all_events, 1):6.1%}")


if __name__ == "__main__":
    main()
