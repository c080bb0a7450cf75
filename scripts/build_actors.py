"""Build the shipped actor tables from the shared ones: `build_actors.py ACTORS_FOLDER`.

states.csv: names, adjectives, peoples and capitals by code (mledoze/countries, ODbL; CIA Factbook,
public domain). office_holders.txt: office-holders with dates from Wikidata by way of EveryPolitician
(CC0), the CIA Factbook (public domain), the Institute for Government (CC BY 4.0) and
unitedstates/congress-legislators (CC0). Rows of other sources are left out for their licences.
One line a surname, sorted, so that loading is no more than splitting lines. Spells that several
sources tell are joined; one left open ends with the next holder, also one of people.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from suasion.errors import DataError
from suasion.lexicon.actors.holders import BUILT, SUCCESSOR, fold
from suasion.lexicon.actors.tables import day_of, read_table

OUT = Path(__file__).parent.parent / "src/suasion/lexicon/actors"
# Sources that may be shipped, with the letter that stands for them in the table.
FREE = {
    "everypolitician-wikidata": "W",
    "everypolitician-world-foreign": "W",
    "factbook": "F",
    "ifg": "I",
    "congress-legislators": "C",
}
ROLES = {
    "head_of_government", "head_of_state", "head_of_state_and_government", "foreign_minister", "defence_minister",
    "finance_minister", "interior_minister", "deputy_prime_minister", "vice_president", "spokesperson",
    "security_adviser", "minister", "deputy_minister", "organisation_head", "ambassador",
}  # fmt: skip
HEADS = {"head_of_government", "head_of_state", "head_of_state_and_government"}
# Roles of those classes that do stand for a whole state; the rest ("Premier of Tasmania") are ministers like others.
HEAD_ROLE = re.compile(
    r"(?:(?:Acting|Interim|Caretaker|Transition(?:al)?|Federal|State|Co-) ?)*(?:President(?: of the (?:Republic|"
    r"Government|Council(?: of Ministers)?|Swiss Confederation))?|Prime Minister|Premier(?: of the (?:Republic of "
    r"China|State Council))?|Chancellor|King|Queen|Emperor|Sultan|Amir|Emir|Grand Duke|Prince|Pope|Taoiseach|monarch|"
    r"Head of (?:State|Government)|Chief Executive|Minister of State|"
    r"Chairman of the (?:Cabinet of Ministers \(Prime Minister\)|Presidency)|State Affairs Commission President|"
    r"Crown Prince and Prime Minister|Prime Minister and Foreign Minister|King Sultan|State Counsellor|"
    r"General Secretary of the Chinese Communist Party|Supreme Leader)"
)
# Heads of a part of a state only.
PART = re.compile(
    r"(?:Premier|Chief Minister|Prime Minister|Governor|Administrator|Head of Government|Mayor|President|Commissioner)"
    r" of (?!the (?:Republic|Government|Council|Swiss|State)|$)|Governor$|Administrator$|Commissioner$"
)
# Offices that one person at a time holds.
SINGLE = {*HEADS, "foreign_minister", "defence_minister", "finance_minister", "interior_minister"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def states(folder: Path) -> None:
    with (OUT / "states.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Built by scripts/build_actors.py from mledoze/countries (ODbL 1.0) and the CIA Factbook.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "names", "adjectives", "people", "capitals"])
        for r in rows(folder / "countries.csv"):
            adjectives = {r["demonym_m"], *r["nationality_adj"].replace(" or ", ";").split(";")}
            people = (
                {f"{r['demonym_m']}s"} if r["demonym_m"] and not r["demonym_m"].endswith(("ese", "s", "h")) else set()
            )
            cells = (
                {r["name"], r["official_name"]},
                adjectives,
                people,
                {r["capital"], r["capital_factbook"]},
            )
            clean = ["|".join(sorted({x.strip() for x in c if len(x.strip()) > 2 and "(" not in x})) for c in cells]
            out.writerow([r["iso3"], *clean])


def day(text: str) -> str:
    """The date as far as it is one ("2014s" is 2014, an impossible day its month)."""
    match = re.match(r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?", text)
    if not match:
        return ""
    try:
        day_of(match[0], False, ("leaders.csv", None))
    except DataError:
        return match[0][:7]
    return match[0]


@dataclass(frozen=True)
class Spell:
    """One spell in an office, as one or several sources tell it."""

    code: str
    sector: str
    kind: str
    start: str
    end: str
    checked: str
    role: str
    name: str
    aliases: tuple[str, ...]
    source: str
    exact: bool


def code_of(row: dict[str, str]) -> str:
    """Our code; the world bodies are told by the role."""
    if row["iso3"] != "INT":
        return row["iso3"] if len(row["iso3"]) in (2, 3) else ""
    bodies = {"United Nations": "UN", "World Trade": "WTO", "OSCE": "OSCE", "Council of Europe": "COE"}
    return next((code for words, code in bodies.items() if words in row["role"]), "")


def office_of(row: dict[str, str]) -> tuple[str, str] | None:
    """Sector and kind of a role, or None for one that speaks for nobody."""
    role, kind, world = row["role"], row["role_class"], row["iso3"] in ("EU", "AU", "INT")
    if re.search(r"judge|justice", role, re.I) and "minister" not in role.lower():
        return ("JUD", "court")
    if re.match(r"Speaker|President of the (?:Senate|National Assembly|Chamber|House|Federation Council)", role):
        return ("LEG", "legislator")
    if kind == "military":
        return ("MIL", "military") if re.search(r"Staff|Defen[cs]e|Army|Nav|Air", role) else ("GOV", "minister")
    if kind == "intelligence" and "Minister" not in role:
        return ("SPY", "intelligence")
    if kind in HEADS and PART.match(role):
        return None
    if kind in HEADS and not HEAD_ROLE.fullmatch(role):
        return ("IGO" if world else "GOV", "minister")
    if kind in ROLES or kind == "intelligence":
        kind = kind if kind in ROLES else "minister"
        return ("IGO" if world else "GOV", kind)
    return None


def spells(folder: Path) -> dict[str, list[Spell]]:
    """Spells by surname, from the sources that may be shipped."""
    made: dict[str, list[Spell]] = defaultdict(list)
    for r in rows(folder / "leaders.csv"):
        office, code = office_of(r), code_of(r)
        if r["source"] not in FREE or office is None or not code or not r["surname"][:1].isalpha():
            continue
        if len(r["name"].split()) < 2:
            continue
        surname = fold(r["surname"].title() if r["surname"].isupper() else r["surname"]).replace("|", " ")
        aliases = tuple(a for a in r["aliases"].split("|") if a)
        checked = "" if r["end"] else day(r["as_of"])
        exact = r["end_type"] in ("exact", "month", "successor", "scheduled")
        made[surname].append(
            Spell(
                code,
                *office,
                day(r["start"]),
                day(r["end"]),
                checked,
                r["role"],
                r["name"],
                aliases,
                FREE[r["source"]],
                exact,
            )
        )
    return made


def same_person(a: Spell, b: Spell) -> bool:
    """Whether two spells of one surname are one person's, by given name or alias."""
    given = [
        {fold(w).lower() for n in (s.name, *s.aliases) for w in n.replace("-", " ").split()} for s in (a, b)
    ]  # fmt: skip
    return len(given[0] & given[1]) >= 2


def same_office(a: Spell, b: Spell) -> bool:
    """Whether two spells are of one office: heads are told apart by one source and not by another."""
    if (a.code, a.sector) != (b.code, b.sector):
        return False
    return a.kind == b.kind or ({a.kind, b.kind} <= HEADS and a.start[:7] == b.start[:7])


def merged(found: list[Spell]) -> list[Spell]:
    """Spells that several sources tell, as one: the earliest start, and the end of the source that gives it best."""
    made: list[Spell] = []
    for spell in sorted(set(found), key=lambda s: (s.code, s.start, s.kind, s.end or "9", s.name, s.source, s.role)):
        for n in range(len(made) - 1, -1, -1):
            last = made[n]
            meets = spell.start[:7] <= (last.end or last.checked)[:7]
            if meets and same_office(last, spell) and same_person(last, spell):
                made[n] = joined(last, spell)
                break
        else:
            made.append(spell)
    return made


def joined(a: Spell, b: Spell) -> Spell:
    """One spell of two that overlap or follow at once."""
    ends = sorted((s for s in (a, b) if s.end and s.exact), key=lambda s: s.end)
    loose = sorted((s for s in (a, b) if s.end), key=lambda s: s.end)
    open_ = sorted((s for s in (a, b) if not s.end), key=lambda s: s.checked)
    if ends and (not open_ or open_[-1].checked <= ends[-1].end or len(ends) == 2):
        end, checked = ends[-1].end, ""
    elif open_:
        end, checked = "", open_[-1].checked
        if ends and ends[-1].end > checked:
            end, checked = ends[-1].end, ""
    else:
        end, checked = (ends or loose)[-1].end, ""
    aliases = tuple(sorted({*a.aliases, *b.aliases, b.name} - {a.name}))
    source = "".join(sorted({*a.source, *b.source}))
    start = min(s for s in (a.start, b.start) if s) if a.start or b.start else ""
    return replace(a, start=start, end=end, checked=checked, aliases=aliases, source=source, exact=a.exact or b.exact)


def closed(table: dict[str, list[Spell]]) -> dict[str, list[Spell]]:
    """Spells left open by an old source end when the next holder of that one-person office begins."""
    begins: dict[tuple[str, str], list[str]] = defaultdict(list)
    for found in table.values():
        for s in found:
            if s.kind in SINGLE and s.start:
                begins[s.code, s.kind].append(s.start)
    for _, r in read_table("people.csv"):
        if r["role_class"] in SINGLE:
            begins[r["code"], r["role_class"]].append(r["from"])
    made: dict[str, list[Spell]] = {}
    for surname, found in table.items():
        made[surname] = []
        for s in found:
            later = sorted(b for b in begins[s.code, s.kind] if not s.end and b > s.checked > s.start)
            made[surname].append(replace(s, end=later[0] + SUCCESSOR, checked="") if later else s)
    return made


def leaders(folder: Path) -> None:
    table = closed({k: merged(v) for k, v in spells(folder).items()})
    lines = []
    for surname, found in sorted(table.items()):
        cells = []
        for s in found:
            fields = (
                s.code,
                s.sector,
                s.kind,
                s.start,
                s.end,
                s.checked,
                s.role,
                s.name,
                ";".join(s.aliases),
                s.source,
            )
            cells.append("|".join(re.sub(r"[|\t\n]", " ", f) for f in fields))
        lines.append("\t".join((surname, *cells)))
    notice = "# Built by scripts/build_actors.py; sources (W, F, I, C) and licences in NOTICE. Fields: " + "|".join(
        BUILT
    )
    (OUT / "office_holders.txt").write_text("\n".join((notice, *lines, "")), encoding="utf-8")
    print(sum(len(v) for v in table.values()), "spells of", len(table), "surnames")


if __name__ == "__main__":
    states(Path(sys.argv[1]))
    leaders(Path(sys.argv[1]))
