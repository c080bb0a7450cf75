"""Build the shipped actor tables from the shared ones: `build_actors.py ACTORS_FOLDER`.

states.csv: names, adjectives, peoples and capitals by code (mledoze/countries, ODbL; CIA Factbook,
public domain). leaders.csv.gz: office-holders with dates from Wikidata by way of EveryPolitician
(CC0), the CIA Factbook (public domain), the Institute for Government (CC BY 4.0) and
unitedstates/congress-legislators (CC0). Rows of other sources are left out for their licences.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/suasion/lexicon/actors"
FREE = {
    "everypolitician-wikidata",
    "everypolitician-world-foreign",
    "factbook",
    "ifg",
    "congress-legislators",
}
ROLES = {
    "head_of_government", "head_of_state", "head_of_state_and_government", "foreign_minister", "defence_minister",
    "finance_minister", "interior_minister", "deputy_prime_minister", "vice_president", "spokesperson",
    "security_adviser", "minister", "organisation_head", "ambassador", "shared_monarch", "intelligence",
}  # fmt: skip


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
    return match[0] if match else ""


def leaders(folder: Path) -> None:
    kept = set()
    for r in rows(folder / "leaders.csv"):
        if r["source"] in FREE and r["role_class"] in ROLES and len(r["iso3"]) in (2, 3) and r["surname"]:
            kept.add(
                (
                    r["surname"].title() if r["surname"].isupper() else r["surname"],
                    r["name"],
                    r["aliases"],
                    r["iso3"],
                    r["role"],
                    r["role_class"],
                    day(r["start"]),
                    day(r["end"]),
                    r["source"],
                )
            )
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow("surname name aliases code role role_class start end source".split())
    out.writerows(sorted(kept))
    with (OUT / "leaders.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(buffer.getvalue().encode())
    print(len(kept), "office-holders")


if __name__ == "__main__":
    states(Path(sys.argv[1]))
    leaders(Path(sys.argv[1]))
