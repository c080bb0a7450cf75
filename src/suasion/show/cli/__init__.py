"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Final

import click

from suasion import __version__
from suasion.errors import SuasionError, UsageError

# Command: module in this folder, and the line that help shows.
COMMANDS: Final = {
    "code": ("code", "Code documents: who did what to whom, according to whom."),
    "ask": ("ask", "Answer a question from documents, with the evidence."),
    "who": ("who", "Tell whom a name stands for on a day, and why."),
    "explain": ("explain", "Show the rules and words that made an event."),
    "claims": ("claims", "List each claim: who says it, who denies it."),
    "quotes": ("quotes", "List who said what."),
    "score": ("score", "Score the coder and the answers against a gold file."),
    "doctor": ("doctor", "Show versions, the model's state and what optional parts are there."),
}
USAGE_EXIT: Final = 2
FAILED_EXIT: Final = 1


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


def main() -> None:
    """The console script: errors are one line on standard error, with the contract's exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(suasion.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE_EXIT)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED_EXIT)
    except UsageError as error:
        click.echo(f"suasion: {error}", err=True)
        sys.exit(USAGE_EXIT)
    except SuasionError as error:
        click.echo(f"suasion: {error}", err=True)
        sys.exit(FAILED_EXIT)
