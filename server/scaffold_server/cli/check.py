"""``scaffold-lint check``: lint files and folders."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scaffold_rules.check import check as check_document
from scaffold_rules.config import Config
from scaffold_rules.text import LineIndex
from scaffold_server.files import find_roots, read_project


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--only", multiple=True, help="Run just these rules or families.")
def check(paths: tuple[Path, ...], only: tuple[str, ...]) -> None:
    """Lint PATHS (default: the current folder)."""
    config = Config(only=only)
    bad = False
    for path in paths or (Path(),):
        for root in find_roots(path):
            project = read_project(root)
            for name, document in sorted(project.documents.items()):
                for finding in check_document(document, project, config):
                    line, column = LineIndex(document.text).position(finding.span.start)
                    bad = True
                    click.echo(
                        f"{name}:{line + 1}:{column + 1}: {finding.severity.word} {finding.rule} {finding.message}"
                    )  # type: ignore[union-attr]
    sys.exit(1 if bad else 0)
