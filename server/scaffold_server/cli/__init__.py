"""The command line: one module per subcommand, imported when it is called."""

from scaffold_server.cli.main import cli

__all__ = ["cli"]
