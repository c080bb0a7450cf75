"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Final

import click

from suasion import __version__
from suasion.errors import SuasionError, UsageError

# Command: module in this folder, which holds `command`, and the line that help shows. A new one is a row here.
COMMANDS: Final = {
    "code": ("code", "Code documents: who did what to whom, according to whom."),
    "ask": ("ask", "Answer a question from documents, with the evidence."),
    "add": ("add", "Code documents and keep them in a dossier."),
    "timeline": ("timeline", "List what a dossier tells of, day by day."),
    "relate": ("relate", "Sum up what two actors did to each other, by week, month or year."),
    "network": ("network", "Show who pressed, backed, met or fought whom; standing; balance of triads."),
    "watch": ("watch", "Show what changed in a dossier since the last look."),
    "import": ("import_", "Take published events (GDELT, ICEWS, POLECAT) into a dossier."),
    "export": ("export", "Write a dossier out: tables, event formats, networks, a data package."),
    "recode": ("recode", "Code a dossier's documents anew, and show what changed."),
    "serve": ("serve", "Serve the pages: paste a text and ask, or browse and correct a dossier."),
    "report": ("report", "Write an answer with its texts and pictures as one HTML page or PDF."),
    "who": ("who", "Tell whom a name stands for on a day, and why."),
    "claims": ("claims", "List claims: who says each, who denies it, since when."),
    "quotes": ("quotes", "List who says what to whom."),
    "compare": ("compare", "Compare two readouts of one meeting."),
    "explain": ("explain", "Show the rules and words that made an event."),
    "score": ("score", "Score the coder and the answers against a gold file."),
    "doctor": ("doctor", "Show versions, the model's state and what optional parts are there."),
}
USAGE_EXIT: Final = 2
FAILED_EXIT: Final = 1
INTERRUPTED_EXIT: Final = 130


class _Lazy(click.Group):
    """A group that knows its commands' names and imports a command when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"suasion.show.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, "-V", "--version", prog_name="suasion")
@click.pass_context
def suasion(ctx: click.Context) -> None:
    """Who is pressing whom to do what, according to whom, and is it working?"""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _quiet() -> None:
    """Libraries' own warnings and log lines stay off the user's screen, unless Python was started with -W."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _run() -> int:
    """Run the command line. The exit code; what went wrong is one line on standard error."""
    try:
        return suasion.main(standalone_mode=False) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "suasion"
        click.echo(f"suasion: {error.format_message().rstrip('.')}; see: {path} --help", err=True)
        return USAGE_EXIT
    except UsageError as error:
        click.echo(f"suasion: {error}", err=True)
        return USAGE_EXIT
    except SuasionError as error:
        click.echo(f"suasion: {error}", err=True)
        return FAILED_EXIT


def main() -> None:
    """The console script, with the contract's exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _quiet()
    try:
        code = _run()
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED_EXIT
    except BrokenPipeError:  # whoever reads has seen enough; the interpreter must not flush again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED_EXIT
    sys.exit(code)
