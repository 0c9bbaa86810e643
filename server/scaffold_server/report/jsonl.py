"""One JSON object a line for each finding, as ``json`` has it, so that a stream can be read while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_server.report.escaping import json_of
from scaffold_server.report.json import finding_of
from scaffold_server.report.places import fingerprinted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Run
    from scaffold_server.report import Look


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The findings, a line each; nothing when there are none."""
    for placed, fingerprint in fingerprinted(run.placed):
        yield json_of(finding_of(placed, fingerprint)) + "\n"
