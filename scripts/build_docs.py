"""Write the pages of docs/ that come from the code: `build_docs.py`; tests/test_docs.py holds them to it."""

from __future__ import annotations

import inspect
import os
from pathlib import Path

import click

from suasion import config
from suasion.pipeline import STAGES
from suasion.show.cli import COMMANDS, suasion

ROOT = Path(__file__).parent.parent
NOTE = "<!-- Written by scripts/build_docs.py; change the code, not this page. -->"
# Help is laid out for this many columns, whatever the terminal.
WIDTH = 100


def help_of(command: click.Command, path: str) -> str:
    """What `--help` prints."""
    shown = {"terminal_width": WIDTH, "max_content_width": WIDTH, **suasion.context_settings}
    with click.Context(command, info_name=path, **shown) as ctx:
        text = command.get_help(ctx)
    return "\n".join(line.rstrip() for line in text.splitlines())


def cli_page() -> str:
    """docs/cli.md."""
    rows = ["# Command line", "", NOTE, "", "```text", help_of(suasion, "suasion"), "```", ""]
    for name in COMMANDS:
        command = suasion.get_command(click.Context(suasion), name)
        assert command is not None
        rows += [f"## suasion {name}", "", "```text", help_of(command, f"suasion {name}"), "```", ""]
    settings = (inspect.getdoc(config) or "").split("\n\n", 1)[1]
    rows += ["## Settings", "", "Read from the environment:", "", "```text", settings, "```", ""]
    rows += [
        "## Exit codes",
        "",
        "| code | when |",
        "| --- | --- |",
        "| 0 | done |",
        "| 1 | some documents could not be read or coded (each is named on standard error, the others are done) |",
        "| 2 | wrong usage |",
        "",
    ]
    return "\n".join(rows)


def stages_page() -> str:
    """docs/stages.md."""
    rows = ["# Stages", "", NOTE, "", "| stage | needs | adds | function |", "| --- | --- | --- | --- |"]
    rows += [f"| {s.name} | {', '.join(s.needs)} | {s.adds} | `{s.does}` |" for s in STAGES]
    rows += [
        "",
        "`suasion.pipeline.run` walks the table:",
        "",
        "```python",
        "from suasion.pipeline import run",
        "",
        'answer = run("answer", files=["article.txt"], question="Did Ankara get Stockholm to change its laws?")',
        "print(answer.verdict.name, [e.quote for e in answer.verdict.evidence])",
        "```",
        "",
    ]
    return "\n".join(rows)


PAGES = {"docs/cli.md": cli_page, "docs/stages.md": stages_page}


def main() -> None:
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
        print(os.fspath(name))


if __name__ == "__main__":
    main()
