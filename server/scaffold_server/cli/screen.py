"""Writing to standard output: with colour or none, and never failing on a character."""

from __future__ import annotations

import os
import sys

import click


def with_color(wanted: bool | None) -> bool:
    """Whether to colour standard output: as asked for, else by ``NO_COLOR``, ``FORCE_COLOR`` and what it is."""
    if wanted is not None:
        return wanted
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str) -> None:
    """Write a text to standard output as it is; what its encoding lacks becomes a question mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding, "replace"), nl=False, color=True)
