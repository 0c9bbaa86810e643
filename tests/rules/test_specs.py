"""Every case of every spec finds exactly what it says, and every example on a rule's page is true."""

from __future__ import annotations

import pytest
import spec_files

from scaffold_rules.registry import RULES

CASES = [case for path in sorted(spec_files.SPECS.rglob("*.md")) for case in spec_files.cases(path)]
PAGES = [case for rule in RULES for case in spec_files.page_cases(rule.name, rule.page)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_finds_exactly_what_it_says(case: spec_files.Case) -> None:
    assert case.expected is not None, "a case ends with a block `findings`"
    assert spec_files.found(case) == case.expected


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.id)
def test_example_on_the_page_is_true(case: spec_files.Case) -> None:
    found = {line.rpartition(" ")[2] for line in spec_files.found(case)}
    assert found == ({case.rule} if case.title.startswith("Bad") else set())
