"""The registry, the folders, the specs and the pages are the same list of rules; every rule says what it must."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import spec_files

import scaffold_rules
from scaffold_rules.explain import about, families, index, known_names, page
from scaffold_rules.finding import Severity
from scaffold_rules.registry import RULES

PACKAGE = Path(scaffold_rules.__file__).parent
REPOSITORY = Path(__file__).parents[2]
NAMES = [rule.name for rule in RULES]
IN_BYTES = {"file/not-utf8", "file/too-large", "file/unreadable"}
"""What is wrong here is in the bytes, which no text can show: `tests/server/test_check.py` tries them."""
NOT_FAMILIES = {"documents", "__pycache__"}


def modules() -> set[str]:
    """The rules that the modules in the families' folders make."""
    return {
        f"{path.parent.name}/{path.stem}".replace("_", "-")
        for path in PACKAGE.glob("*/*.py")
        if path.parent.name not in NOT_FAMILIES
        and not path.stem.startswith("_")
        and "@rule(" in path.read_text("utf-8")
    }


def test_registry_is_the_folders() -> None:
    assert {*NAMES} == modules()
    assert len(NAMES) == len({*NAMES})


def test_every_rule_has_a_spec_and_every_spec_a_rule() -> None:
    specs = {path.relative_to(spec_files.SPECS).with_suffix("").as_posix() for path in spec_files.SPECS.rglob("*.md")}
    assert {*NAMES} - IN_BYTES == specs


@pytest.mark.parametrize("rule", [name for name in NAMES if name not in IN_BYTES])
def test_a_spec_has_cases_with_findings_and_cases_without(rule: str) -> None:
    cases = spec_files.cases(spec_files.SPECS / f"{rule}.md")
    assert {any(line.endswith(f" {rule}") for line in case.expected or ()) for case in cases} == {True, False}


def test_registry_is_grouped_by_family() -> None:
    order = list(dict.fromkeys(rule.family for rule in RULES))
    assert [rule.family for rule in RULES] == [family for family in order for rule in RULES if rule.family == family]


@pytest.mark.parametrize("family", families())
def test_family_says_what_it_is_about(family: str) -> None:
    assert about(family).endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
class TestRule:
    """What every single rule has."""

    def test_name_is_two_words_in_kebab_case(self, rule) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert not re.match(r"(check|no(?!-grad-)|validate|ensure|must)-", rule.name.partition("/")[2]), (
            "read it after 'allow'"
        )

    def test_summary_is_one_sentence(self, rule) -> None:
        assert rule.summary.endswith(".")
        assert not re.search(r"[.!?] [A-Z]", rule.summary.replace("e.g. ", ""))
        assert len(rule.summary) <= 120

    def test_page_shows_bad_and_good(self, rule) -> None:
        titles = re.findall(r"^## (\S+)", rule.page, re.MULTILINE)
        if rule.family == "file":
            return  # what is wrong with these cannot be shown in a text
        assert "Bad" in titles
        assert "Good" in titles

    def test_function_has_the_name_of_its_module(self, rule) -> None:
        assert rule.find.__name__ == rule.find.__module__.rpartition(".")[2]

    def test_options_are_typed_and_have_defaults(self, rule) -> None:
        for parameter in inspect.signature(rule.find).parameters.values():
            assert parameter.annotation is not inspect.Parameter.empty
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                assert parameter.default is not inspect.Parameter.empty

    def test_severity_and_page_are_there(self, rule) -> None:
        assert isinstance(rule.severity, Severity)
        assert page(rule).startswith(f"# {rule.name}\n")


def test_names_are_known_and_listed() -> None:
    assert {*NAMES, *families()} == {*known_names()}
    assert all(f"({name}.md)" in index() for name in NAMES)


@pytest.mark.repository
def test_generated_docs_are_fresh() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("docs_build", REPOSITORY / "docs" / "build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert list(build.stale()) == [], "run `make docs`"
