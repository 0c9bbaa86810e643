"""Where a report goes and in which format: standard output, a file, the log of a CI job."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from scaffold_server.cli.exits import Exit
from scaffold_server.cli.screen import with_color, write
from scaffold_server.report import Look, reporter
from scaffold_server.report.summary import summary
from scaffold_server.write import write_named

if TYPE_CHECKING:
    from scaffold_server.lint import Run


class Output(NamedTuple):
    """How to report: in a format, to a file or (None) to standard output, with colour or as it fits, with statistics."""

    format: str
    file: Path | None = None
    color: bool | None = None
    statistics: bool = False


def output(asked: str | None, file: Path | None, color: bool | None, *, statistics: bool) -> Output:
    """What was asked for. Without a format that is ``github`` in GitHub's runners, else ``full``; a file ``-`` is none."""
    file = None if file is None or str(file) == "-" else file
    on_github = file is None and os.environ.get("GITHUB_ACTIONS") == "true"
    return Output(asked or ("github" if on_github else "full"), file, color, statistics)


def deliver(run: Run, to: Output) -> None:
    """Write a run as it was asked for. All that is not for people, or goes to a file, has its summary on standard error.

    A file that cannot be written ends the program as wrong usage.
    """
    for_people = to.format == "full" and to.file is None
    if to.file is not None:
        pieces = reporter(to.format)(run, Look(color=bool(to.color)))
        try:
            write_named(to.file, "".join(pieces))
        except OSError as error:
            click.echo(f"Error: cannot write {to.file}: {error.strerror or error}", err=True)
            sys.exit(Exit.USAGE)
    else:
        look = Look(with_color(to.color), shutil.get_terminal_size((120, 24)).columns, wrap=sys.stdout.isatty())
        for piece in reporter("statistics" if for_people and to.statistics else to.format)(run, look):
            write(piece)
    if not for_people:
        if to.statistics:
            from scaffold_server.report.statistics import statistics

            click.echo(statistics(run, Look()), nl=False, err=True)
        click.echo(summary(run, Look()), nl=False, err=True)
