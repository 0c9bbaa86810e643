"""The command group and its exit codes."""

from __future__ import annotations

import importlib
from typing import Any

import click

from scaffold_schemas.version import __version__

COMMANDS = {
    "check": "Lint scaffold content.",
}
"""Every subcommand with its help line; ``name`` lives in the module of its name."""


class _Commands(click.Group):
    """The subcommands, imported only when one is called: ``--help`` and ``--version`` stay instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"scaffold_server.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="scaffold-lint", message="%(prog)s %(version)s")
def cli() -> None:
    """Lint scaffold content: pipeline steps, knowledge entries, presets and overlays."""
