"""The Reviewdog Diagnostic Format: one JSON object that reviewdog turns into review comments with suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.finding import Severity
from scaffold_rules.text import UTF8
from scaffold_server.lint import severity_of
from scaffold_server.pages import url_of
from scaffold_server.report.because import explained
from scaffold_server.report.escaping import json_of
from scaffold_server.report.places import range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Placed, Run
    from scaffold_server.report import Look

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO", Severity.HINT: "INFO"}


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The whole run as one object."""
    found = {"source": {"name": "scaffold-lint"}, "diagnostics": [_diagnostic(placed) for placed in run.placed]}
    yield json_of(found, indent=2) + "\n"


def _diagnostic(placed: Placed) -> dict[str, Any]:
    """One finding; reviewdog counts columns in bytes of UTF-8, and applies a suggestion as a whole or not at all."""
    path, finding, document, _ = placed
    url = url_of(finding.rule)
    diagnostic: dict[str, Any] = {
        "message": explained(placed),
        "location": {"path": path, "range": range_of(document, finding.span, UTF8)},
        "severity": SEVERITIES[severity_of(finding)],
        "code": {"value": finding.rule, **({"url": url} if url else {})},
    }
    edits = finding.fix.edits if finding.fix else ()
    if len(edits) == 1:  # several suggestions would be alternatives
        diagnostic["suggestions"] = [{"range": range_of(document, edits[0].span, UTF8), "text": edits[0].text}]
    return diagnostic
