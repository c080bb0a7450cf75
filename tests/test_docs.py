"""The pages are what the code says, and their links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("name", ["docs/cli.md", "docs/stages.md"])
def test_written_pages_are_up_to_date(name: str, build_docs: ModuleType) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == build_docs.PAGES[name](), "run scripts/build_docs.py"


def test_the_accuracy_page_shows_the_pinned_figures(pin_gate: ModuleType) -> None:
    gate = json.loads(pin_gate.GATE.read_text(encoding="utf-8"))
    assert pin_gate.table(gate) in pin_gate.PAGE.read_text(encoding="utf-8"), "run scripts/pin_gate.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_on_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert [p.name for p in ROOT.glob("docs/*.md") if p.name != "index.md" and f"({p.name})" not in index] == []
