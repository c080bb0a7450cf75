"""The locks hold every package pinned and hashed, and the bill of materials lists them all."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
HASH = "--hash=sha256:" + "0" * 64


def test_the_locks_are_whole(sbom: ModuleType) -> None:
    """Nothing unpinned, without a hash or from an address, and every requirement of the project is held."""
    assert sbom.audit() == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("click>=8", "not pinned"),
        ("click==8.1.0", "no SHA-256"),
        ("click==8.1.0 --hash=md5:0", "no SHA-256"),
        (f"click @ https://example.org/click.whl {HASH}", "an address"),
        ("--index-url https://example.org/simple", "an address"),
        (f"click==8.1.0 {HASH}\nclick==8.1.1 {HASH}", "twice"),
    ],
)
def test_a_faulty_lock_is_told(sbom: ModuleType, entry: str, fault: str) -> None:
    """Each kind of fault is named with its file."""
    found = sbom.faults(f"rich==14.0.0 \\\n    {HASH}\n{entry}\n", "base.txt")
    assert len(found) == 1
    assert found[0].startswith("base.txt: ")
    assert fault in found[0]


def test_a_requirement_outside_the_lock_is_told(sbom: ModuleType) -> None:
    """A dependency added without locking it anew does not go unseen."""
    project = {"project": {"dependencies": ["rich>=14", "Py.YAML>=6"]}}
    assert sbom.unlocked(project, f"rich==14.0.0 {HASH}") == [
        "pyproject.toml: Py.YAML: not in the lock; run 'make lock'"
    ]


def test_the_bill_lists_what_is_locked(sbom: ModuleType) -> None:
    """Every locked package with its version and hashes, the same bill each time."""
    text = (ROOT / "requirements/base.txt").read_text(encoding="utf-8")
    bill = sbom.bill(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {(c["name"], c["version"]) for c in bill["components"]} == {(o.name, o.version) for o in sbom.locked(text)}
    assert all(c["properties"] for c in bill["components"])
    assert next(c for c in bill["components"] if c["name"] == "spacy")["licenses"]
    assert bill == sbom.bill(text)
    assert bill["serialNumber"] != sbom.bill(text + f"zzz==1 {HASH}\n")["serialNumber"]
