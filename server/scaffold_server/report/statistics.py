"""How often each rule found something, with a bar: where to begin in a repository with many findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scaffold_server.lint import severity_of
from scaffold_server.report.full import COLORS
from scaffold_server.report.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.finding import Finding
    from scaffold_server.lint import Run
    from scaffold_server.report import Look

LONGEST = 40
"""Cells of the longest bar."""


def report(run: Run, look: Look) -> Iterator[str]:
    """The table in the place of the findings, and the summary."""
    table = statistics(run, look)
    yield f"{table}\n" if table else ""
    yield summary(run, look)


def statistics(run: Run, look: Look) -> str:
    """A line for each rule that found something, the most frequent first; empty when none did."""
    found: dict[str, list[Finding]] = {}
    for result in run.results:
        for finding in result.findings:
            found.setdefault(finding.rule, []).append(finding)
    if not found:
        return ""
    most, widest = max(map(len, found.values())), max(map(len, found))
    digits = len(str(most))
    room = max(min(LONGEST, look.width - digits - widest - 25), 8)
    lines = []
    for rule, findings in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        worst = max(map(severity_of, findings))
        bar = "█" * max(len(findings) * room // most, 1)
        bar = click.style(bar, fg=COLORS[worst]) if look.color else bar
        fixable = sum(1 for finding in findings if finding.fix)
        note = f"  {fixable} can be fixed" if fixable else ""
        lines.append(f"{len(findings):{digits}}  {worst.word:7}  {rule:{widest}}  {bar}{note}\n")
    return "".join(lines)
