"""Workflow commands for GitHub's runners, which make annotations of them: the worst first, since not all are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scaffold_rules.finding import Severity
from scaffold_server.lint import severity_of
from scaffold_server.report.because import explained
from scaffold_server.report.escaping import whole
from scaffold_server.report.places import in_checkout, prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Placed, Run
    from scaffold_server.report import Look

TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.HINT: "notice"}
MOST = 10
"""How many annotations of a type GitHub shows for a step."""


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The findings as commands, a line each; where GitHub will leave some out, a line for the log says so."""
    before = prefix()
    placed = sorted(run.placed, key=lambda it: -severity_of(it.finding))
    for it in placed:
        yield f"::{_command(it, in_checkout(it.path, before))}\n"
    counts = Counter(TYPES[severity_of(it.finding)] for it in placed)
    hidden = [f"{MOST} of {count} {kind}s" for kind, count in counts.items() if count > MOST]
    if hidden:
        yield f"GitHub shows {' and '.join(hidden)} as annotations, the worst; all of them are above, in this log.\n"


def _command(placed: Placed, path: str) -> str:
    """A finding as a command; columns only where they are in one line, as GitHub wants them."""
    finding, lines = placed.finding, placed.document.lines
    start, end = (lines.position(offset) for offset in finding.span)
    properties = {"title": finding.rule, "file": path, "line": start.line + 1, "endLine": end.line + 1}
    if start.line == end.line:
        properties |= {"col": start.column + 1, "endColumn": end.column + 1}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"{TYPES[severity_of(finding)]} {listed}::{_data(explained(placed))}"


def _data(text: str) -> str:
    return whole(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
