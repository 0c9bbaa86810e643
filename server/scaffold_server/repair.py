"""Fixing what a run found: the repaired texts, as a difference or written back."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.fix import fix
from scaffold_server.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.finding import Finding
    from scaffold_server.lint import Result, Run


class Repair(NamedTuple):
    """A file as it was and as its fixes leave it; ``shown`` is its path for people."""

    result: Result
    path: str
    shown: str
    before: str
    after: str
    applied: tuple[Finding, ...]
    converged: bool


def repairs(run: Run, *, unsafe: bool) -> Iterator[Repair]:
    """What fixing changes, file by file; files whose bytes could not be read exactly are left alone."""
    for result in run.results:
        project = result.project
        with_fixes = dict.fromkeys(f.path for f in result.findings if f.fix and (unsafe or f.fix.safe))
        for path in with_fixes:
            document = project.documents[path]
            if any(problem.rule.startswith("file/") for problem in document.problems):
                continue
            fixed = fix(document, project, result.config, unsafe=unsafe)
            if fixed.document.text != document.text:
                project = project.with_document(fixed.document)
                shown = result.shown(path)
                yield Repair(result, path, shown, document.text, fixed.document.text, fixed.applied, fixed.converged)


def difference(repair: Repair) -> str:
    """What a repair changes, as a unified difference."""
    lines = difflib.unified_diff(
        repair.before.splitlines(keepends=True),
        repair.after.splitlines(keepends=True),
        repair.shown,
        repair.shown,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_back(repair: Repair) -> None:
    """Write a repaired text over its file. Raises OSError or Outside."""
    write_text(repair.result.root.path / repair.path, repair.after, repair.result.root.path)
