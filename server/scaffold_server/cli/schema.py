"""``scaffold-lint schema``: print the JSON Schema of a kind of file."""

from __future__ import annotations

import json

import click

from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas import KINDS, Version
from scaffold_schemas import schema as schema_of
from scaffold_schemas.loader import Schema
from scaffold_server.cli.choices import release
from scaffold_server.cli.screen import write

SETTINGS = "settings"


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--content-version", metavar="X.Y.Z", help="The release of scaffold to print it for; default: the latest."
)
def schema(kind: str | None, content_version: str | None) -> None:
    """Print the JSON Schema (2020-12) of a KIND of file, for any YAML tool; without KIND, list the kinds.

    The schema is complete in itself. The kind `settings` is our own settings file.
    """
    version = release(content_version)
    kinds = (*KINDS, SETTINGS)
    if kind is None:
        longest = max(map(len, kinds))
        for name in kinds:
            write(f"{name:{longest}} {_schema(name, version).get('title', '')}\n")
        return
    if kind not in kinds:
        raise click.BadParameter(f"no kind {kind!r}{did_you_mean(nearest(kind, kinds))}", param_hint="KIND")
    write(json.dumps(_schema(kind, version), indent=2, ensure_ascii=False) + "\n")


def _schema(kind: str, version: Version | None) -> Schema:
    if kind != SETTINGS:
        return schema_of(kind, version, portable=True)
    from scaffold_server.settings_schema import settings_schema

    return settings_schema()
