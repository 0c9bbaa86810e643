"""``scaffold-lint settings``: each effective value and where it comes from."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from scaffold_server.cli.exits import Exit
from scaffold_server.cli.screen import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold_rules.finding import Severity
    from scaffold_server.files import Root
    from scaffold_server.settings import Settings


class Row(NamedTuple):
    """A setting, its value as it is written in a settings file, and where that comes from."""

    name: str
    value: str
    origin: str


@click.command(epilog="Exit codes: 0 all is well, 2 a settings file is wrong.")
@click.argument("path", default=".", type=click.Path(path_type=Path, exists=True))
def settings(path: Path) -> None:
    """Print the settings for PATH (default: the current folder): each effective value and where it comes from.

    Of a file only those settings per path are shown that apply to it.
    """
    from scaffold_rules.documents.kind import Layout
    from scaffold_server.files import Root
    from scaffold_server.roots import roots_of
    from scaffold_server.settings import settings_for, shown

    path = path.absolute()
    roots = roots_of(path) or (Root(path if path.is_dir() else path.parent, Layout(None)),)
    wrong: dict[str, None] = {}
    for number, root in enumerate(roots):
        found = settings_for(root.path)
        below = path.relative_to(root.path).as_posix() if path.is_file() else None
        rows = list(_rows(found, root, below))
        names, values = (max(len(row[n]) for row in rows) for n in (0, 1))
        write("\n" if number else "")
        write(f"# {shown(root.path)}: {shown(found.file) if found.file else 'no settings file, all defaults'}\n")
        for row in rows:
            write(f"{row.name:{names}}  {row.value:{min(values, 60)}}  {row.origin}\n")
        if found.complaint:
            wrong[found.complaint] = None
    for complaint in wrong:
        click.echo(f"Error: {complaint}", err=True)
    if wrong:
        sys.exit(Exit.USAGE)


def _rows(found: Settings, root: Root, below: str | None) -> Iterator[Row]:
    """All settings in the order of the documentation; ``below`` is the file they are for, or None for the root."""
    from scaffold_rules.config import matches
    from scaffold_rules.explain import sorted_rules
    from scaffold_server.settings import shown

    def row(name: str, value: object, otherwise: str = "default") -> Row:
        return Row(name, _written(value), found.origins.get(name, otherwise))

    config = found.config
    yield row("select", config.select)
    yield row("ignore", config.ignore)
    yield row("fail-on", found.fail_on)
    own = root.layout.version
    version = found.version or own
    yield row("content-version", _dotted(version), "package.json" if own else "default")
    yield row("package", found.package.as_posix() if found.package else "", "default: looked for")
    yield row("project-types", found.project_types)
    yield row("baseline", shown(found.baseline) if found.baseline else "")
    yield row("roots", tuple(each.as_posix() for each in found.roots))
    yield from (row(f"severity.{name}", level.word) for name, level in config.severity.items())
    for rule in sorted_rules():
        for option, default in rule.options.items():
            yield row(f"options.{rule.name}.{option}", config.options_of(rule.name).get(option, default))
    for index, entry in enumerate(config.paths):
        if below is None or matches(below, entry.glob):
            origin = found.origins.get(f"paths.{index}", "default")
            value = {"ignore": list(entry.ignore), "severity": _words(entry.severity)}
            yield Row(f"paths.{entry.glob}", _written(value), origin)


def _dotted(version: tuple[int, ...] | None) -> str:
    return ".".join(map(str, version)) if version else ""


def _words(levels: Mapping[str, Severity]) -> dict[str, str]:
    return {name: level.word for name, level in levels.items()}


def _written(value: object) -> str:
    plain = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
    return json.dumps(plain, ensure_ascii=False, default=dict)
