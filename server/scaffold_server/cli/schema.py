"""``scaffold-lint schema``: print the JSON Schema of a kind of file."""

from __future__ import annotations

import json

import click

from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas import KINDS
from scaffold_schemas import schema as schema_of
from scaffold_server.cli.choices import release
from scaffold_server.cli.screen import write


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--content-version", metavar="X.Y.Z", help="The release of scaffold to print it for; default: the latest."
)
def schema(kind: str | None, content_version: str | None) -> None:
    """Print the JSON Schema (2020-12) of a KIND of file, for any YAML tool; without KIND, list the kinds.

    The schema is complete in itself.
    """
    version = release(content_version)
    if kind is None:
        longest = max(map(len, KINDS))
        for name in KINDS:
            write(f"{name:{longest}} {schema_of(name, version).get('title', '')}\n")
        return
    if kind not in KINDS:
        raise click.BadParameter(f"no kind {kind!r}{did_you_mean(nearest(kind, KINDS))}", param_hint="KIND")
    write(json.dumps(schema_of(kind, version, portable=True), indent=2, ensure_ascii=False) + "\n")
