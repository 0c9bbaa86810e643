"""A Code Quality report for GitLab's merge requests: one JSON array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.finding import Severity
from scaffold_server.lint import severity_of
from scaffold_server.report.because import explained
from scaffold_server.report.escaping import json_of
from scaffold_server.report.places import fingerprinted, in_checkout, prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Placed, Run
    from scaffold_server.report import Look

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor", Severity.HINT: "info"}


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The findings as an array, empty when there are none."""
    before = prefix()
    issues = [_issue(placed, print_, before) for placed, print_ in fingerprinted(run.placed)]
    yield json_of(issues, indent=2) + "\n"


def _issue(placed: Placed, fingerprint: str, before: str) -> dict[str, Any]:
    """One finding as GitLab wants it: the path is relative to the repository, the fingerprint like no other."""
    finding, lines = placed.finding, placed.document.lines
    begin, end = (lines.line_of(offset) + 1 for offset in finding.span)
    return {
        "description": explained(placed),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[severity_of(finding)],
        "location": {"path": in_checkout(placed.path, before), "lines": {"begin": begin, "end": end}},
    }
