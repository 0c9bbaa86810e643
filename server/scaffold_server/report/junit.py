"""JUnit's XML for dashboards: each file is a suite, each finding a test that failed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scaffold_server.lint import severity_of
from scaffold_server.report.because import explained
from scaffold_server.report.escaping import xml_attribute, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.lint import Placed, Run
    from scaffold_server.report import Look


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """All checked files by path; one without findings is a test that passed."""
    found: dict[str, list[Placed]] = {
        path: [] for path in sorted(result.shown(path) for result in run.results for path in result.checked)
    }
    for placed in run.placed:
        found.setdefault(placed.path, []).append(placed)
    failures = sum(map(len, found.values()))
    tests = sum(len(group) or 1 for group in found.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="scaffold-lint" tests="{tests}" failures="{failures}" errors="0">\n'
    for path, group in found.items():
        yield from _suite(path, group)
    yield "</testsuites>\n"


def _suite(path: str, group: list[Placed]) -> Iterator[str]:
    """One file. Tests are named by what they say and not by their line, so that a dashboard knows them again."""
    name = xml_attribute(path)
    counts = f'tests="{len(group) or 1}" failures="{len(group)}" errors="0"'
    yield f"  <testsuite name={name} file={name} {counts}>\n"
    if not group:
        yield f'    <testcase name="no findings" classname={name}/>\n'
    seen: Counter[str] = Counter()
    for placed in group:
        said = f"{placed.finding.rule}: {placed.finding.message}"
        seen[said] += 1
        again = f" ({seen[said]})" if seen[said] > 1 else ""
        yield f"    <testcase name={xml_attribute(said + again)} classname={name}>\n"
        yield f"      {_failure(placed)}\n    </testcase>\n"
    yield "  </testsuite>\n"


def _failure(placed: Placed) -> str:
    """What failed: the severity as its type, and the place in the text."""
    path, finding, document, _ = placed
    line, column = document.lines.position(finding.span.start)
    kind = severity_of(finding).word
    text = f"{path}:{line + 1}:{column + 1}: {kind} {finding.rule} {explained(placed)}"
    return f'<failure type="{kind}" message={xml_attribute(explained(placed))}>{xml_text(text)}</failure>'
