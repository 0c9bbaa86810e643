"""The command group and its exit codes."""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

from scaffold_schemas.version import __version__

COMMANDS = {
    "check": "Lint scaffold content.",
    "rules": "List the rules.",
    "explain": "Explain a rule, or all rules of a family.",
    "schema": "Print the JSON Schema of a kind of file.",
    "effective": "Show what a step receives for a project.",
    "settings": "Print the settings and where each comes from.",
    "doctor": "Print what a bug report needs.",
    "server": "Run the language server.",
}
"""Every subcommand with its help line; ``name`` lives in the module of its name."""


class _Commands(click.Group):
    """The subcommands, imported only when one is called: ``--help`` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names, in the order they are shown."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's interface
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"scaffold_server.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a path or a misspelled name is told what was probably meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, COMMANDS, 1)
            meant = f"check {name}" if os.path.lexists(name) else close[0] if close else None
            raise click.UsageError(
                f"no command {name!r}" + (f"; did you mean `scaffold-lint {meant}`?" if meant else ""), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The list of commands in the help text, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="scaffold-lint", message="%(prog)s %(version)s")
def cli() -> None:
    """Lint scaffold content: pipeline steps, tools, knowledge entries, presets, overlays, and what projects keep in .scaffold/.

    To begin: `scaffold-lint check` in a folder with such content.
    """
