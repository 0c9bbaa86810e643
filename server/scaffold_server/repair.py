"""Fixing or silencing what a run found: the changed texts, as a difference or written back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.check import found
from scaffold_rules.fix import Fixed, fix
from scaffold_rules.ignore import silence
from scaffold_rules.project import face
from scaffold_server import ruff
from scaffold_server.files import read_text
from scaffold_server.write import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding
    from scaffold_rules.project import Project
    from scaffold_server.lint import Result, Run

MOST_PASSES = 10
"""How often the other files are looked at again because a fix changed what a file shows to them."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Repair(NamedTuple):
    """A file as it was and as its fixes leave it; ``shown`` is its path for people. ``refused`` are the findings whose
    fix would have broken the file: without others, it is as it was.

    Of a file with new ignore comments ``applied`` are the findings that these silence, ``refused`` those that none can.
    """

    result: Result
    path: str
    shown: str
    before: str
    after: str
    applied: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    converged: bool = True


def repairs(run: Run, *, unsafe: bool) -> Iterator[Repair]:
    """What fixing changes, file by file; files whose bytes could not be read exactly are left alone."""
    for result in run.results:
        for path, fixed in _fixed(result, unsafe=unsafe).items():
            before = result.project.documents[path].text
            if fixed.document.text != before or fixed.refused:
                shown = result.shown(path)
                yield Repair(
                    result, path, shown, before, fixed.document.text, fixed.applied, fixed.refused, fixed.converged
                )


def _fixed(result: Result, *, unsafe: bool) -> dict[str, Fixed]:
    """The documents of a root after their fixes, and after those that the fixes of others make possible."""
    project, update = _asking(result)
    done: dict[str, Fixed] = {}
    checked = [finding for finding in result.findings if "because" not in finding.data]  # others are left as they are
    pending = dict.fromkeys(finding.path for finding in checked if _fixable(finding, unsafe=unsafe))
    for _ in range(MOST_PASSES):
        seen = False
        for path in pending:
            document = project.documents[path]
            if any(problem.rule.startswith("file/") for problem in document.problems):
                continue
            fixed = fix(document, project, result.config, unsafe=unsafe, update=update)
            done[path] = _after(done.get(path), fixed)
            if fixed.document.text != document.text:
                project = project.with_document(fixed.document)
                seen = seen or face(fixed.document) != face(document)
        pending = dict.fromkeys(_affected(result, project, unsafe=unsafe)) if seen else {}
        if not pending:
            return done
    return {**done, **{path: replace(done[path], converged=False) for path in pending if path in done}}


def silences(run: Run, wanted: Callable[[Result, Finding], bool]) -> Iterator[Repair]:
    """Comments that silence the findings that are wanted silent, file by file."""
    for result in run.results:
        project, update = _asking(result)
        checked = [finding for finding in result.findings if "because" not in finding.data]
        for path in dict.fromkeys(finding.path for finding in checked if wanted(result, finding)):
            document = project.documents[path]
            if any(problem.rule.startswith("file/") for problem in document.problems):
                left = tuple(finding for finding in result.findings if finding.path == path and wanted(result, finding))
                yield Repair(result, path, result.shown(path), document.text, document.text, (), left)
                continue
            done = silence(document, project, result.config, partial(wanted, result), update=update)
            after = done.document.text
            yield Repair(result, path, result.shown(path), document.text, after, done.silenced, done.left)


def _asking(result: Result) -> tuple[Project, Callable[[Project, Document], Project]]:
    """A root's project, and what takes a changed document into it and asks ruff about its new snippets."""
    answers = dict(result.project.ruff)

    def update(project: Project, document: Document) -> Project:
        if result.project.ruff:
            answers.update(
                ruff.ask(tuple(s for s in ruff.sources_of([document]) if s not in answers), result.root.path)
            )
        return project.with_document(document)

    return replace(result.project, ruff=answers), update


def _fixable(finding: Finding, *, unsafe: bool) -> bool:
    return finding.fix is not None and (unsafe or finding.fix.safe)


def _affected(result: Result, project: Project, *, unsafe: bool) -> Iterator[str]:
    """The checked documents in which rules that look across files find something to fix."""
    for path in result.checked:
        findings = found(project.documents[path], project, result.config, crossing=True)
        if any(_fixable(finding, unsafe=unsafe) for finding in findings):
            yield path


def _after(before: Fixed | None, fixed: Fixed) -> Fixed:
    """What two passes did to a document."""
    return fixed if before is None else replace(fixed, applied=(*before.applied, *fixed.applied))


def difference(repair: Repair) -> str:
    """What a repair changes, as a unified difference."""
    import difflib

    lines = difflib.unified_diff(
        _LINE.findall(repair.before), _LINE.findall(repair.after), repair.shown, repair.shown, lineterm="\n"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


class Differs(Exception):  # noqa: N818 - a reason, not an error of ours
    """A file is not on disk as it was judged: it changed meanwhile, or not all of it is staged."""


def write_back(repair: Repair) -> None:
    """Write a repaired text over its file. Raises OSError or Unwritten."""
    root, before, after = repair.result.root.path, repair.before, repair.after
    windows = before.replace("\n", "\r\n")
    if "\r" not in before and read_text(root / repair.path)[0] == windows:  # git converts the line ends of this file
        before, after = windows, after.replace("\n", "\r\n")
    write_text(root / repair.path, before, after, root)
