"""Every fix of a snippet's defect, on real content: the code still reads, nothing else changes, nothing is left to fix."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.document import Document, MarkdownDocument
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.snippet import Snippet
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.fix import apply_edits
from scaffold_rules.project import Project
from scaffold_rules.python.code import read_code
from scaffold_rules.python.source import LANGUAGES
from scaffold_server import ruff
from scaffold_server.lint import Run, lint, severity_of
from scaffold_server.repair import repairs

CONFIG = Config(only=("python", "fence", "claim"))


def offers(run: Run) -> list[tuple[Document, Finding, Fix]]:
    return [(placed.document, placed.finding, fix) for placed in run.placed for fix in placed.finding.fixes]


def snippet_of(document: Document, fix: Fix) -> Snippet:
    """The one snippet that all edits of a fix are in."""
    assert isinstance(document, MarkdownDocument)
    spans = [edit.span for edit in fix.edits]
    (snippet,) = [each for each in document.snippets if all(each.fence.span.covers(span.start) for span in spans)]
    return snippet


def asked(project: Project, documents: list[Document]) -> Project:
    """The project with what ruff says of some documents as well."""
    new = tuple(source for source in ruff.sources_of(documents) if source not in project.ruff)
    return replace(project, ruff={**project.ruff, **ruff.ask(new)})


def warnings(findings: list[Finding]) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.message) for each in findings if severity_of(each) >= Severity.WARNING)


def test_a_fix_repairs_its_snippet_and_touches_nothing_else(corpus: Path) -> None:
    run = lint([corpus], CONFIG)
    (project,) = [result.project for result in run.results]
    fixed = []
    for document, finding, fix in offers(run):
        after = parse(document.path, apply_edits(document.text, fix.edits), project.layout)
        assert isinstance(after, MarkdownDocument)
        fixed.append((document, finding, fix, after))
    assert len(fixed) > 100
    project = asked(project, [after for *_, after in fixed])
    for document, finding, fix, after in fixed:
        assert isinstance(document, MarkdownDocument)
        where = (document.path, document.lines.position(finding.span.start), fix.title)
        snippet = snippet_of(document, fix)
        at = document.snippets.index(snippet)
        assert len(after.snippets) == len(document.snippets), where
        assert [s.text for s in after.snippets if s is not after.snippets[at]] == [
            s.text for s in document.snippets if s is not snippet
        ], where
        if snippet.language in LANGUAGES:
            assert read_code(after.snippets[at].text).trouble is None, where
        before = check(document, project, CONFIG)
        left = check(after, project.with_document(after), CONFIG)
        assert sum(each.rule == finding.rule for each in left) < sum(each.rule == finding.rule for each in before), (
            where
        )
        assert not warnings(left) - warnings(before), where


@pytest.mark.parametrize("unsafe", [False, True])
def test_after_fixing_nothing_is_left_to_fix(corpus: Path, unsafe: bool) -> None:
    run = lint([corpus], CONFIG)
    (project,) = [result.project for result in run.results]
    repaired = []
    for repair in repairs(run, unsafe=unsafe):
        assert repair.converged, repair.path
        document = parse(repair.path, repair.after, project.layout)
        assert document is not None
        repaired.append(document)
        project = project.with_document(document)
    project = asked(project, repaired)
    findings = [finding for document in repaired for finding in check(document, project, CONFIG)]
    assert [(each.path, each.message) for each in findings if each.fix and (unsafe or each.fix.safe)] == []
