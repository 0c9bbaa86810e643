"""One line per finding: ``path:line:column: severity rule message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_server.lint import severity_of
from scaffold_server.report.because import explained
from scaffold_server.report.excerpt import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Run
    from scaffold_server.report import Look


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - no format looks different from a line
    """The findings, a line each; line and column from 1, in code points."""
    for placed in run.placed:
        path, finding, document, _ = placed
        line, column = document.lines.position(finding.span.start)
        word = severity_of(finding).word
        yield printable(f"{path}:{line + 1}:{column + 1}: {word} {finding.rule} {explained(placed)}") + "\n"
