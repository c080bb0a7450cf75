"""Measure the actor tables and the resolver: loading, scanning against parsing, and the NGEC actor cases.

    python benchmarks/actors.py speed [TEXTS.jsonl]
    python benchmarks/actors.py ngec SHARED [--wrong]

`speed` loads the tables in fresh processes and compares finding actors with parsing the same texts (the field `text`
of each line; a made-up report, denser than news, without a file), in processor time. `ngec` asks `who_is` about the
actor strings of SHARED/bench/coders/ngec_actor_cases_en. Its codes are not ours: its country of a group or body is the
state it is at home in, its sectors are finer; the tables below say what of ours answers to what of its.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suasion.code.who import find_actors, who_is
from suasion.code.who.find import find_named
from suasion.lexicon.actors import names
from suasion.parse import parse_many
from suasion.types import UNKNOWN, Document

LOAD = """
import time
import suasion.lexicon.actors.holders
from suasion.lexicon import actors
begin = time.process_time()
actors.names(), actors.first_words(None), actors.roles(), actors.turns(), actors.homonyms()
actors.holders.first_words(None)
print(time.process_time() - begin)
"""
REPORT = (
    "Ukraine's president, Volodymyr Zelensky, asked the United States on Monday to send more air defences. Antony "
    "Blinken, the secretary of state, said that Washington would consult its allies in NATO. In Moscow the Kremlin's "
    "spokesman, Dmitry Peskov, warned that such a step would have consequences. The European Union's foreign "
    "ministers met in Brussels and agreed to extend the sanctions by six months. China called on both sides to talk. "
)
# When a case says "today", it was written about then.
WRITTEN = dt.date(2022, 7, 1)
# The state that the cases take a group to be at home in.
HOMES = dict(
    pair.split("=")
    for pair in (
        "HEZBOLLAH=LBN HAMAS=PSE TALIBAN=AFG CODECO=COD CARTEL=MEX HOUTHI=YEM PKK=TUR FARC=COL ANC=ZAF RS=BIH "
        "ABKHAZIA=GEO OSSETIA=GEO TRANSNISTRIA=MDA ARTSAKH=AZE SOMALILAND=SOM TRNC=CYP FDLR=RWA SDF=SYR "
        "BOKOHARAM=NGA ASWJ=SOM VAT= MEDIA= ANALYSTS= UNKNOWN="
    ).split()
)
WORLD = {"UN", "WHO", "UNICEF", "UNHCR", "UNESCO", "WFP", "FAO", "ILO", "IAEA", "ICJ"}
# What of our sectors answers to each of theirs; "" is none.
SECTORS = {
    "": {"", "GOV"},
    "PRE": {"GOV"},
    "UNK": {"", "CVL"},
    "JNK": {""},
    "COP": {"GOV"},
    "ELI": {"CVL"},
    "PTY": {"LEG", "OPP", "GOV"},
    "UAF": {"REB", "CVL"},
    "PRM": {"REB", "MIL"},
    "CRM": {"REB", "CVL"},
    "JRN": {"MED"},
    "EDU": {"CVL", "NGO", ""},
    "LAB": {"CVL"},
    "AGR": {"CVL", "BUS"},
    "HLH": {"CVL", "IGO", "NGO", "GOV"},
    "MED": {"CVL", "NGO"},
    "REL": {"CVL", "NGO", "GOV"},
    "REF": {"CVL"},
    "SOC": {"CVL", "NGO"},
    "GOV": {"GOV", "IGO"},
    "MIL": {"MIL", "GOV"},
}
BODIES = {
    e.code for entries in names().values() for e in entries if e.sector in ("IGO", "NGO", "JUD") and e.kind == "org"
}


@dataclass(frozen=True)
class Checked:
    """One expectation of a case and what was answered."""

    text: str
    field: str
    expected: Any
    given: str
    right: bool


def country_of(code: str) -> set[str]:
    """What the cases call our code."""
    if code in WORLD:
        return {"UNO", "IGO", ""}
    if code == "EU":
        return {"EUR", "IGO", "EUU"}
    first = code.split("+")[0].split(" ")[0]
    if first in HOMES:
        return {HOMES[first]}
    return {"IGO", ""} if first in BODIES else {first}


def day_of(case: dict[str, Any]) -> dt.date:
    """The day that a case asks about."""
    said = case["options"].get("query_date") or next((a for a in case["more_args"][1:] if a), "today")
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(said, form).date()
        except ValueError:
            continue
    return WRITTEN


def check(case: dict[str, Any]) -> list[Checked]:
    """The countries and sectors that a case expects, against the answer."""
    answer = who_is(case["text"], day_of(case))
    made = []
    for want in case["expected"]:
        value, equal = want["value"], want["op"] != "NotEq"
        if want["field"] in ("country", "cc") or (want["field"] == "code" and value is None):
            right = ((value or "") in country_of(answer.code)) == equal
            made.append(Checked(case["text"], "country", value, answer.code, right))
        elif want["field"] == "code_1":
            sector = answer.sector or ""
            values = value if isinstance(value, list) else [value]
            right = any(sector in SECTORS.get(v, {v}) for v in values) == equal
            made.append(Checked(case["text"], "sector", value, f"{answer.code} {sector}", right))
    return made


def ngec(shared: Path, show_wrong: bool) -> None:
    """Print the share of countries and sectors right."""
    path = shared / "bench/coders/ngec_actor_cases_en/ngec_actor_cases_en.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    checked = [c for case in cases if not case["marked"] for c in check(case)]
    for field in ("country", "sector"):
        of_field = [c for c in checked if c.field == field]
        right = sum(c.right for c in of_field)
        wrong = sum(not c.right and not c.given.startswith(UNKNOWN) for c in of_field)
        print(f"{field}: {right} of {len(of_field)} right ({right / len(of_field):.3f}), {wrong} wrong, rest unknown")
    if show_wrong:
        for c in checked:
            if not c.right:
                print(f"{c.field} | {c.text} | {c.expected} | {c.given}")


def speed(texts: Sequence[str]) -> None:
    """Print the time to load the tables, and how many times quicker finding actors is than parsing."""
    loads = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True).stdout) for _ in range(5)
    ]
    print(f"loading the tables: {min(loads):.3f} s at best, {statistics.median(loads):.3f} s median of {len(loads)}")
    documents = [Document(str(n), text, WRITTEN) for n, text in enumerate(texts)]
    list(parse_many(documents[:2]))
    begin = time.process_time()
    parsed = list(parse_many(documents))
    parsing = time.process_time() - begin
    find_actors(parsed[0])
    begin = time.process_time()
    for one in parsed:
        find_named(one)
    naming = time.process_time() - begin
    begin = time.process_time()
    for one in parsed:
        find_actors(one)
    finding = time.process_time() - begin
    words = sum(len(p.doc) for p in parsed)
    print(f"{words} tokens parsed in {parsing:.3f} s")
    print(f"names and roles found and resolved in {naming:.3f} s, {parsing / naming:.1f} times quicker")
    print(f"with links of pronouns and descriptions {finding:.3f} s, {parsing / finding:.1f} times quicker")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    quick = commands.add_parser("speed")
    quick.add_argument("texts", type=Path, nargs="?")
    cases = commands.add_parser("ngec")
    cases.add_argument("shared", type=Path)
    cases.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    if args.what == "ngec":
        ngec(args.shared, args.wrong)
    elif args.texts:
        speed([json.loads(line)["text"] for line in args.texts.read_text(encoding="utf-8").splitlines()])
    else:
        speed([REPORT * 4] * 20)
