"""Where findings are, for machines: paths, ranges in the consumer's units, and what tells a finding from all others."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold_rules.fingerprint import fingerprints, trait_of
from scaffold_rules.text import UTF32, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.text import Span
    from scaffold_server.lint import Placed

CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables in which GitHub and GitLab name the folder that a job has checked out."""


def range_of(document: Document, span: Span, encoding: str = UTF32) -> dict[str, dict[str, int]]:
    """A span as lines and columns from 1, the end exclusive; columns count the code units of an encoding."""
    start, end = (_position(document, offset, encoding) for offset in span)
    return {"start": start, "end": end}


def _position(document: Document, offset: int, encoding: str) -> dict[str, int]:
    line, column = document.lines.position(offset)
    start = document.lines.starts[line]
    return {"line": line + 1, "column": units(document.text[start : start + column], encoding) + 1}


def prefix() -> str:
    """The way from the checkout of a CI job to the working directory; empty when they are the same or there is no job."""
    here = Path.cwd()
    for name in CHECKOUTS:
        top = os.environ.get(name)
        if top and here.is_relative_to(top := os.path.realpath(top)):
            return here.relative_to(top).as_posix()
    return ""


def in_checkout(path: str, before: str) -> str:
    """A shown path relative to the checkout: where a code host looks for the file. ``before`` is the prefix."""
    return posixpath.normpath(posixpath.join(before, path))


def fingerprinted(placed: Iterable[Placed]) -> Iterator[tuple[Placed, str]]:
    """Findings in their order, each with its fingerprint; no two of a report are equal."""
    placed, before = tuple(placed), prefix()
    traits = (trait_of(it.document, it.finding, in_checkout(it.path, before)) for it in placed)
    return zip(placed, fingerprints(traits), strict=True)
