"""Fixing what a run found: the repaired texts, as a difference or written back."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.fix import MOST_ROUNDS, fix
from scaffold_server import ruff
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
        waiting = tuple(dict.fromkeys(f.path for f in result.findings if f.fix and (unsafe or f.fix.safe)))
        before = result.project
        after = before
        applied: dict[str, tuple[Finding, ...]] = dict.fromkeys(waiting, ())
        endless: set[str] = set()
        for _ in range(MOST_ROUNDS):
            changed = []
            for path in waiting:
                document = after.documents[path]
                if any(problem.rule.startswith("file/") for problem in document.problems):
                    continue
                fixed = fix(document, after, result.config, unsafe=unsafe)
                if fixed.document.text != document.text:
                    after = after.with_document(fixed.document)
                    applied[path] = (*applied[path], *fixed.applied)
                    endless |= set() if fixed.converged else {path}
                    changed.append(path)
            waiting = tuple(changed)
            sources = ruff.sources_of([after.documents[path] for path in waiting]) if before.ruff else ()
            answers = ruff.ask(tuple(source for source in sources if source not in after.ruff), result.root.path)
            if not answers:
                break
            after = replace(after, ruff={**after.ruff, **answers})  # what was put right may uncover more
        for path, findings in applied.items():
            texts = before.documents[path].text, after.documents[path].text
            if texts[0] != texts[1]:
                yield Repair(result, path, result.shown(path), *texts, findings, path not in endless)


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
