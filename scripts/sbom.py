"""Write the software bill of materials, and audit the locks; both offline.

    python scripts/sbom.py [--out sbom.json]    CycloneDX 1.6 of requirements/base.txt
    python scripts/sbom.py --audit              say what is wrong with the locks, and fail

Licences are those that the installed packages state of themselves; a locked package that is not installed here
(another platform's) is listed without. The same locks and version give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from suasion import __version__

ROOT: Final = Path(__file__).parent.parent
LOCKS: Final = ("requirements/base.txt", "requirements/dev.txt")
_PINNED: Final = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)")
# Namespace of our serial numbers: the same content has the same number.
_NAMESPACE: Final = uuid.UUID("6f1d0c5e-7a57-5b0e-9c1c-2f6f0a5d1b11")


@dataclass(frozen=True, slots=True)
class Locked:
    """A requirement of a lock: its whole entry, name, version and hashes; name and version empty where not pinned."""

    entry: str
    name: str
    version: str
    hashes: tuple[str, ...]


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> Iterator[Locked]:
    """The entries of a lock, continued lines joined, comments left out."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        entry = re.sub(r"(^|\s)#.*", "", line).strip()
        if entry:
            found = _PINNED.match(entry)
            name, version = (normal(found["name"]), found["version"]) if found else ("", "")
            yield Locked(entry, name, version, tuple(_HASH.findall(entry)))


def faults(text: str, where: str) -> list[str]:
    """What is wrong with a lock: anything not pinned, without a hash, from an address, or twice."""
    found, seen = [], set()
    for one in locked(text):
        told = f"{where}: {one.entry.split(' ')[0]}"
        if "://" in one.entry or one.entry.startswith("-"):
            found.append(f"{told}: an address or an option; the locks hold neither")
        elif not one.name:
            found.append(f"{told}: not pinned to one version")
        elif not one.hashes:
            found.append(f"{told}: no SHA-256")
        elif (one.name, one.entry.partition(";")[2].partition("--hash")[0].strip()) in seen:
            found.append(f"{told}: locked twice")
        seen.add((one.name, one.entry.partition(";")[2].partition("--hash")[0].strip()))
    return found


def unlocked(project: dict[str, Any], text: str) -> list[str]:
    """Requirements of the project that its lock does not hold."""
    held = {one.name for one in locked(text)}
    extras = project["project"].get("optional-dependencies", {}).values()
    wanted = [*project["project"]["dependencies"], *(r for extra in extras for r in extra)]
    names = [match[0] for r in wanted if (match := re.match(r"[A-Za-z0-9._-]+", r))]
    return [
        f"pyproject.toml: {n}: not in the lock; run 'make lock'" for n in sorted(set(names)) if normal(n) not in held
    ]


def audit(root: Path = ROOT) -> list[str]:
    """Every fault of the project's locks."""
    found = [fault for lock in LOCKS for fault in faults((root / lock).read_text(encoding="utf-8"), lock)]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return found + unlocked(project, (root / LOCKS[0]).read_text(encoding="utf-8"))


def _licence(name: str) -> list[dict[str, Any]]:
    """What an installed package says of its licence, as CycloneDX has it; nothing when it is not here."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    if "License-Expression" in told:
        return [{"expression": told["License-Expression"]}]
    trove = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier", []) if c.startswith("License :: ")]
    if trove:
        return [{"license": {"name": name}} for name in sorted(trove)]
    stated = told["License"].strip() if "License" in told else ""
    return [{"license": {"name": stated}}] if stated and "\n" not in stated else []


def bill(text: str) -> dict[str, Any]:
    """The bill of materials of a lock, as a CycloneDX 1.6 object."""
    parts = []
    for one in sorted(locked(text), key=lambda one: (one.name, one.version)):
        url = f"pkg:pypi/{one.name}@{one.version}"
        part: dict[str, Any] = {
            "type": "library",
            "bom-ref": url,
            "name": one.name,
            "version": one.version,
            "purl": url,
        }
        if licences := _licence(one.name):
            part["licenses"] = licences
        # A distribution has a file, and so a hash, for each platform; they are not hashes of the component.
        part["properties"] = [{"name": "suasion:lock:sha256", "value": value} for value in one.hashes]
        parts.append(part)
    own = f"pkg:pypi/suasion@{__version__}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, hashlib.sha256(text.encode()).hexdigest() + __version__)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "suasion",
                "version": __version__,
                "purl": own,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": own, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def main() -> int:
    """Audit, or write the bill to --out or standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--audit", action="store_true")
    given = parser.parse_args()
    if given.audit:
        found = audit()
        print("\n".join(found) or "the locks are whole: every package pinned and hashed")
        return 1 if found else 0
    made = json.dumps(bill((ROOT / LOCKS[0]).read_text(encoding="utf-8")), indent=1) + "\n"
    if given.out:
        given.out.write_text(made, encoding="utf-8")
    else:
        sys.stdout.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
