"""Published event files, made up from a seed with the faults that their users report."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Final

from suasion.store.providers import GDELT

_STATES: Final = "USA CHN RUS GBR FRA DEU IND PAK TUR IRN ISR SAU JPN KOR PRK AUS CAN BRA UKR POL".split()
_CODES: Final = (
    "010 020 036 040 042 043 046 051 057 061 071 0811 084 0871 1011 111 112 120 130 138 141 154 163 173 190".split()
)
_SECTORS: Final = ("GOV", "GOV", "GOV", "MIL", "LEG", "", "BUS", "MED", "COP")


def _gdelt_row(number: int, chance: random.Random) -> list[str]:
    year, month, day = chance.randrange(2015, 2025), chance.randrange(1, 13), chance.randrange(1, 29)
    date, code = f"{year}{month:02}{day:02}", chance.choice(_CODES)
    row = dict.fromkeys(GDELT.columns, "")
    row |= {
        "GLOBALEVENTID": str(410_000_000 + number), "SQLDATE": date, "MonthYear": date[:6], "Year": date[:4],
        "FractionDate": f"{year}.{month:02}", "Actor1CountryCode": chance.choice(_STATES),
        "Actor1Type1Code": chance.choice(_SECTORS), "Actor2CountryCode": chance.choice(_STATES),
        "Actor2Type1Code": chance.choice(_SECTORS), "IsRootEvent": "1", "EventCode": code, "EventBaseCode": code[:3],
        "EventRootCode": code[:2], "QuadClass": "1", "GoldsteinScale": f"{chance.uniform(-10, 10):.1f}",
        "NumMentions": str(chance.randrange(1, 40)), "NumSources": "1", "NumArticles": "4",
        "AvgTone": f"{chance.uniform(-9, 9):.6f}", "ActionGeo_Type": "4",
        "ActionGeo_Fullname": "Geneva, Genève, Switzerland",
        "ActionGeo_CountryCode": "SZ", "ActionGeo_Lat": "46.2", "ActionGeo_Long": "6.16", "DATEADDED": f"{date}120000",
        "SOURCEURL": f"https://news.example/{date}/{number}",
    }  # fmt: skip
    return list(row.values())


def write_gdelt(path: Path, number: int, seed: int = 1) -> Counter[str]:
    """Write rows in GDELT's 2.0 format, one in a hundred with a fault, and count what was written by kind."""
    chance, done = random.Random(seed), Counter[str]()
    columns = {name: place for place, name in enumerate(GDELT.columns)}
    with path.open("w", encoding="utf-8", newline="") as out:
        for n in range(number):
            row = _gdelt_row(n, chance)
            kind = "fine" if row[columns["EventCode"]][:2] != "01" else "no_equivalent"
            if n and chance.random() < 0.01:
                kind = chance.choice("duplicate short long date no_id no_actor code".split())
                if kind == "duplicate":
                    row[0] = str(410_000_000)
                elif kind == "short":
                    row = row[: chance.randrange(1, 60)]
                elif kind == "long":
                    row.append("https://news.example/a\ttab")
                elif kind == "date":
                    row[columns["SQLDATE"]] = chance.choice(["", "00000000", "20221399", "yesterday"])
                elif kind == "no_id":
                    row[0] = ""
                elif kind == "no_actor":
                    row[columns["EventCode"]], row[columns["Actor1CountryCode"]] = "042", ""
                else:
                    row[columns["EventCode"]] = "---"
            done[kind] += 1
            out.write("\t".join(row) + "\n")
    return done


ICEWS_HEADER: Final = "\t".join(
    ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
     "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
     "City", "District", "Province", "Country", "Latitude", "Longitude"]
)  # fmt: skip
POLECAT_HEADER: Final = "\t".join(
    ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
     "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
     "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
     "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
     "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
     "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"]
)  # fmt: skip
