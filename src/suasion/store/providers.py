"""The published files that `suasion import` reads: their columns, and which hold what we keep.

Columns by the providers' own documents: GDELT 2.0 event codebook (61 columns, no header), ICEWS coded event
data (Dataverse), POLECAT weekly files (Dataverse).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Provider:
    """One format. `take` says by SQL, over its columns, what we keep; `columns` is empty when the file names its own.

    `source` and `target` are tried in order, the first that is an actor of ours counts.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    take: Mapping[str, str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    coded_in: str  # "cameo" or "plover"


_GDELT_ACTOR: Final = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
)
_GDELT_GEO: Final = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_GDELT_COLUMNS: Final = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{c}" for n in (1, 2) for c in _GDELT_ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GDELT_GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)

GDELT: Final = Provider(
    name="gdelt",
    title="GDELT 2.0 events",
    columns=_GDELT_COLUMNS,
    needs=(),
    take={
        "id": "GLOBALEVENTID",
        "date": "try_strptime(SQLDATE, '%Y%m%d')::DATE",
        "published": "try_strptime(left(DATEADDED, 8), '%Y%m%d')::DATE",
        "code": "EventCode",
        "mode": "NULL",
        "source_sector": "Actor1Type1Code",
        "target_sector": "Actor2Type1Code",
        "goldstein": "TRY_CAST(GoldsteinScale AS DOUBLE)",
        "score": "NULL",
        "place": "ActionGeo_Fullname",
        "reports": "TRY_CAST(NumMentions AS INTEGER)",
        "url": "SOURCEURL",
        "key": "GLOBALEVENTID",
    },
    source=("Actor1CountryCode", "Actor1KnownGroupCode"),
    target=("Actor2CountryCode", "Actor2KnownGroupCode"),
    coded_in="cameo",
)

_ICEWS_NEEDS: Final = (
    "Event ID", "Event Date", "Source Sectors", "Source Country", "CAMEO Code", "Intensity", "Target Sectors",
    "Target Country", "Story ID", "Publisher", "Country",
)  # fmt: skip
ICEWS: Final = Provider(
    name="icews",
    title="ICEWS coded events",
    columns=(),
    needs=_ICEWS_NEEDS,
    take={
        "id": '"Event ID"',
        "date": 'TRY_CAST("Event Date" AS DATE)',
        "published": 'TRY_CAST("Event Date" AS DATE)',
        "code": '"CAMEO Code"',
        "mode": "NULL",
        "source_sector": '"Source Sectors"',
        "target_sector": '"Target Sectors"',
        "goldstein": 'TRY_CAST("Intensity" AS DOUBLE)',
        "score": "NULL",
        "place": '"Country"',
        "reports": "1",
        "url": "NULL",
        # The same number stands for other events of other days in ICEWS; number and day together are unique.
        "key": 'concat("Event ID", \'@\', "Event Date")',
    },
    source=('"Source Country"',),
    target=('"Target Country"',),
    coded_in="cameo",
)

_POLECAT_NEEDS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Actor Country", "Primary Actor Sector",
    "Recipient Country", "Primary Recipient Sector", "Country", "Publication Date",
)  # fmt: skip
POLECAT: Final = Provider(
    name="polecat",
    title="POLECAT events",
    columns=(),
    needs=_POLECAT_NEEDS,
    take={
        "id": '"Event ID"',
        "date": 'TRY_CAST("Event Date" AS DATE)',
        "published": 'coalesce(TRY_CAST("Publication Date" AS DATE), TRY_CAST("Event Date" AS DATE))',
        "code": '"Event Type"',
        "mode": '"Event Mode"',
        "source_sector": '"Primary Actor Sector"',
        "target_sector": '"Primary Recipient Sector"',
        "goldstein": "NULL",
        "score": 'TRY_CAST("Intensity" AS DOUBLE)',
        "place": '"Country"',
        "reports": "1",
        "url": "NULL",
        "key": '"Event ID"',
    },
    source=('"Actor Country"',),
    target=('"Recipient Country"',),
    coded_in="plover",
)

PROVIDERS: Final = {p.name: p for p in (GDELT, ICEWS, POLECAT)}
