"""What others published comes in with every row accounted for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import foreign_makings as makings
import pytest

from suasion.errors import StoreError
from suasion.lexicon.foreign import actor_of, plover_of, sector_of
from suasion.store import Dossier
from suasion.store.foreign import import_file


@pytest.mark.parametrize(
    ("cameo", "type_"),
    [
        ("042", "CONSULT"), ("42", "CONSULT"), ("0871", "RETREAT"), ("085", "CONCEDE"), ("163", "SANCTION"),
        ("191", "COERCE"), ("1724", "COERCE"), ("2042", "ASSAULT"), ("112", "ACCUSE"), ("010", None), ("---", None),
        ("13y", None), ("", None), ("99", None),
    ],
)  # fmt: skip
def test_cameo_codes(cameo: str, type_: str | None) -> None:
    found = plover_of(cameo)
    assert (found[0] if found else None) == type_


def test_foreign_names() -> None:
    assert [actor_of(n) for n in ("USA", "ROM", "Russian Federation", "NAT", "AFR", "QQQ", "")] == [
        "USA", "ROU", "RUS", "NATO", None, None, None,
    ]  # fmt: skip
    assert [sector_of(n) for n in ("COP", "Police, Government", "Elite,Executive", "???")] == [
        "GOV",
        "GOV",
        "GOV",
        None,
    ]


def test_gdelt_rows_are_all_accounted_for(tmp_path: Path) -> None:
    file, path = tmp_path / "20220320.export.CSV", tmp_path / "case.duckdb"
    written = makings.write_gdelt(file, 20_000)
    got = import_file(path, "gdelt", file)
    assert got.rows == 20_000
    assert got.malformed == written["short"] + written["long"] + written["date"] + written["no_id"]
    assert got.duplicates == written["duplicate"]
    assert got.no_equivalent == written["no_equivalent"] + written["code"]
    assert got.without_actor == written["no_actor"]
    assert got.taken == written["fine"] + written["no_actor"] == Dossier(path).counts()["imported"]
    assert got.codes_without_equivalent == ("---", "010")
    again = import_file(path, "gdelt", file)
    assert (again.taken, again.known) == (0, got.taken)


def test_gdelt_as_published_in_a_zip(tmp_path: Path) -> None:
    file, path = tmp_path / "rows", tmp_path / "case.duckdb"
    makings.write_gdelt(file, 100)
    packed = tmp_path / "20220320.export.CSV.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(file, "20220320.export.CSV")
    assert import_file(path, "gdelt", packed).rows == 100


def test_icews(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        number, day, sectors, source, code, weight, sectors_to, target = cells
        return "\t".join(
            [number, day, "C\xf4te", sectors, source, "said", code, weight, "B", sectors_to, target, "1", "1", "AFP",
             "", "", "", target, "1", "1"]
        )  # fmt: skip

    accused = row("7", "2009-01-01", "Police", "Russian Federation", "112", "-2.0", "", "Ukraine")
    rows = [
        row("7", "2004-05-01", "Government,Executive", "United States", "042", "1.9", "Military", "China"),
        accused,
        accused,
        row("8", "2009-01-02", "", "Cote d'Ivoire", "13y", "0", "", "France"),
    ]
    file, path = tmp_path / "events.2004.tab", tmp_path / "case.duckdb"
    file.write_bytes("\n".join([makings.ICEWS_HEADER, *rows, ""]).encode("latin-1"))
    got = import_file(path, "icews", file)
    assert (got.rows, got.taken, got.duplicates, got.no_equivalent) == (4, 2, 1, 1)
    found = Dossier(path).query(
        "SELECT source, source_sector, type, target, target_sector, goldstein FROM foreign_events ORDER BY date"
    )
    assert [tuple(r.values()) for r in found] == [
        ("USA", "GOV", "CONSULT", "CHN", "MIL", 1.9),
        ("RUS", "GOV", "ACCUSE", "UKR", None, -2.0),
    ]


def test_polecat(tmp_path: Path) -> None:
    names = makings.POLECAT_HEADER.split("\t")

    def row(**cells: str) -> str:
        return "\t".join(cells.get(n.replace(" ", "_"), "") for n in names)

    lines = [
        row(Event_ID="a", Event_Date="2022-03-18", Event_Type="THREATEN", Event_Mode="restrict", Intensity="-3.0",
            Actor_Country="USA", Primary_Actor_Sector="GOV", Recipient_Country="CHN", Publication_Date="2022-03-19"),
        row(Event_ID="b", Event_Date="2022-03-18", Event_Type="OTHER", Actor_Country="USA", Recipient_Country="CHN"),
        row(Event_ID="c", Event_Date="18 March", Event_Type="AID", Actor_Country="USA", Recipient_Country="UKR"),
    ]  # fmt: skip
    file, path = tmp_path / "polecat.txt", tmp_path / "case.duckdb"
    file.write_text("\n".join([makings.POLECAT_HEADER, *lines, ""]), encoding="utf-8")
    got = import_file(path, "polecat", file)
    assert (got.rows, got.taken, got.malformed, got.no_equivalent) == (3, 1, 1, 1)
    (event,) = Dossier(path).query("SELECT type, score, published FROM foreign_events")
    assert (event["type"], event["score"], event["published"].isoformat()) == ("THREATEN", -3.0, "2022-03-19")


@pytest.mark.parametrize("provider", ["gdelt", "icews", "polecat"])
@pytest.mark.parametrize("data", [b"", b"shopping\tlist\n", b"\x00\xff\xfe" * 100])
def test_another_file_is_refused(tmp_path: Path, provider: str, data: bytes) -> None:
    file, path = tmp_path / "odd", tmp_path / "case.duckdb"
    file.write_bytes(data)
    with pytest.raises(StoreError, match="check the format"):
        import_file(path, provider, file)
    assert Dossier(path).counts()["imported"] == 0
