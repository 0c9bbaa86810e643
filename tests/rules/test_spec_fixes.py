"""Every fix a rule offers in its specs repairs what it was offered for, and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import spec_files

from scaffold_rules.check import check
from scaffold_rules.documents.document import Document
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Finding, Fix
from scaffold_rules.fix import fix
from scaffold_rules.project import Project
from scaffold_rules.registry import RULES
from scaffold_rules.rule import Rule

CASES = [case for path in sorted(spec_files.SPECS.rglob("*.md")) for case in spec_files.cases(path) if case.expected]


def findings(case: spec_files.Case, document: Document, project: Project) -> list[Finding]:
    return check(document, project, spec_files.config_of(case))


def offered(case: spec_files.Case, project: Project) -> Iterator[tuple[Document, Finding, Fix]]:
    for document in project.documents.values():
        for finding in findings(case, document, project):
            for each in finding.fixes:
                yield document, finding, each


def _asked(rule: str, project: Project, document: Document) -> Project:
    return spec_files.asked(project.with_document(document), rule)


def applied(text: str, offer: Fix) -> str:
    for edit in sorted(offer.edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_fix_repairs_and_breaks_nothing(case: spec_files.Case) -> None:
    project = spec_files.project_of(case)
    for document, finding, offer in offered(case, project):
        text = applied(document.text, offer)
        after = parse(document.path, text, case.layout)
        assert after is not None
        assert len(after.problems) <= len(document.problems), (offer.title, text)
        left = findings(case, after, spec_files.asked(project.with_document(after), case.rule))
        assert len(left) < len(findings(case, document, project)), (offer.title, text)
        assert finding.message not in {each.message for each in left if each.span == finding.span}, offer.title


@pytest.mark.parametrize("case", [case for case in CASES if case.fixed], ids=lambda case: case.id)
def test_the_fixed_file_is_as_the_spec_says(case: spec_files.Case) -> None:
    config = spec_files.config_of(case)
    for (path, unsafe), text in case.fixed.items():
        project = spec_files.project_of(case)
        fixed = fix(project.documents[path], project, config, unsafe=unsafe, update=partial(_asked, case.rule))
        assert fixed.document.text == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_offers_fixes_when_it_says_so(rule: Rule[Any]) -> None:
    cases = [case for case in CASES if case.rule == rule.name]
    if not cases:
        pytest.skip("no case of this rule finds anything")
    offers = [offer for case in cases for offer in offered(case, spec_files.project_of(case))]
    assert bool(offers) is rule.fixable
