"""A snippet is judged and repaired the same wherever its fence stands, and its prefixes stay what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spec_files

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.fix import apply_edits
from scaffold_rules.project import Project
from scaffold_rules.registry import RULES

LAYOUT = Layout("content/")


def prefixed(prefix: str, blank: str) -> Callable[[str], str]:
    """What puts a prefix before every line, and another before blank ones."""
    return lambda text: "\n".join(prefix + line if line.strip() else blank for line in text.split("\n"))


def fenced(code: str, label: str = "python", mark: str = "```") -> str:
    return f"{mark}{label}\n{code}\n{mark}\n"


SHAPES: dict[str, Callable[[str], str]] = {
    "other line ends": lambda code: fenced(code).replace("\n", "\r\n"),
    "in a list": lambda code: "- item\n\n" + prefixed("  ", "")(fenced(code)),
    "in a list, blanks kept": lambda code: "- item\n\n" + prefixed("  ", "  ")(fenced(code)),
    "in a numbered list": lambda code: "10. item\n\n" + prefixed("    ", "")(fenced(code)) + "\n11. item\n",
    "in a list by a tab": lambda code: "1.\titem\n\n" + prefixed("\t", "")(fenced(code)),
    "in a quote": lambda code: prefixed("> ", ">")(fenced(code)),
    "in a quote in a list": lambda code: "- item\n\n" + prefixed("  > ", "  >")(fenced(code)),
    "in a list in a quote": lambda code: "> - item\n>\n" + prefixed(">   ", ">")(fenced(code)),
    "in a list with other line ends": lambda code: ("- item\n\n" + prefixed("  ", "")(fenced(code))).replace(
        "\n", "\r\n"
    ),
    "indented": lambda code: "text\n\n" + prefixed("   ", "")(fenced(code)),
    "tildes": lambda code: fenced(code, mark="~~~"),
    "longer": lambda code: fenced(code, mark="``````"),
    "with more in the info string": lambda code: fenced(code, label='Python title="a.py" {1}'),
    "another label": lambda code: fenced(code, label="py3"),
    "unclosed": lambda code: f"```python\n{code}\n",
    "after others": lambda code: fenced("{}", "json") + "\n" + fenced("x = 1") + "\n" + fenced(code),
}


def document(path: str, text: str) -> MarkdownDocument:
    parsed = parse(path, text, LAYOUT)
    assert isinstance(parsed, MarkdownDocument)
    return parsed


def outcome(rule: str, path: str, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a rule finds in the last snippet of a text: the message, the code it is about, the code after each fix."""
    judged = document(path, text)
    project = spec_files.asked(Project({path: judged}, LAYOUT), rule)
    found = []
    for finding in check(judged, project, Config(only=(rule,))):
        after = tuple(document(path, apply_edits(text, fix.edits)).snippets[-1].text for fix in finding.fixes)
        found.append((finding.message, finding.span.of(text), after))
    return found


def samples() -> list[tuple[str, str, str]]:
    """For every rule on Python with fixes, snippets of its spec that get one."""
    found = []
    for rule in RULES:
        if not rule.fixable or rule.family != "python":
            continue
        cases = [case for case in spec_files.cases(spec_files.SPECS / f"{rule.name}.md") if case.expected]
        codes = [
            (rule.name, path, snippet.text)
            for case in cases
            for path, text in case.files.items()
            for snippet in document(path, text).snippets
            if snippet.language == "python" and "```" not in snippet.text
        ]
        offered = (each for each in codes if any(fixes for *_, fixes in outcome(*each[:2], fenced(each[2]))))
        found += [each for each, _ in zip(offered, range(3), strict=False)]
    return found


SAMPLES = samples()


def test_every_rule_with_fixes_is_among_the_samples() -> None:
    fixable = {rule.name for rule in RULES if rule.fixable and rule.family == "python"}
    assert fixable - {rule for rule, *_ in SAMPLES} <= {"python/ruff-other"}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_fence(shape: Callable[[str], str]) -> None:
    refused = 0
    for rule, path, code in SAMPLES:
        expected = outcome(rule, path, fenced(code))
        found = outcome(rule, path, shape(code))
        assert [each[0] for each in found] == [each[0] for each in expected], (rule, code)
        for (_, _, plain), (_, _, here) in zip(expected, found, strict=True):
            assert here in {plain, ()}, (rule, code)
            refused += here != plain
    assert refused == 0


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_prefixes_stay(shape: Callable[[str], str]) -> None:
    """A text without its fence's code is the same before and after."""
    for rule, path, code in SAMPLES:
        text = shape(code)
        judged = document(path, text)
        project = spec_files.asked(Project({path: judged}, LAYOUT), rule)
        for finding in check(judged, project, Config(only=(rule,))):
            for fix in finding.fixes:
                after = apply_edits(text, fix.edits)
                wanted = document(path, after).snippets[-1].text
                assert after == shape(wanted), (rule, fix.title, after)
