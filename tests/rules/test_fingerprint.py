"""What findings are known by: unique in a report, and the same when lines move."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.documents.document import Document
from scaffold_rules.documents.kind import Kind
from scaffold_rules.finding import Finding
from scaffold_rules.fingerprint import MOST, Trait, fingerprints, line_text, trait_of
from scaffold_rules.text import Span

LINES = st.lists(st.sampled_from(["a", "b", " a", "a b", "", "x" * 200, "x" * 200 + "y", "\ud800"]), max_size=8)
RULES = st.sampled_from(["one/rule", "another/rule"])


def prints(lines: list[str], rules: list[str], end: str = "\n") -> list[str]:
    """The fingerprints of a finding of some rule in each line."""
    text = end.join(lines)
    document = Document("a.md", Kind.STEP, text)
    starts = document.lines.starts
    findings = [Finding(Span(at, at), "", rule=rule) for at, rule in zip(starts, rules, strict=False)]
    return list(fingerprints(trait_of(document, finding, "a.md") for finding in findings))


@given(LINES, st.lists(RULES, min_size=8, max_size=8))
def test_unique(lines: list[str], rules: list[str]) -> None:
    found = prints(lines, rules)
    assert len({*found}) == len(found)
    assert {len(each) for each in found} <= {32}


@given(LINES, st.integers(0, 8), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["  {}", "{}\t", "\ufeff{}"]))
def test_stable_when_lines_move(lines: list[str], at: int, end: str, changed: str) -> None:
    rules = ["one/rule"] * len(lines)
    before = prints(lines, rules)
    moved = [*lines[:at], "new", *lines[at:]]
    after = prints([changed.format(line) for line in moved], ["one/rule"] * len(moved), end)
    new = prints(["new"], ["one/rule"])
    assert sorted(after) == sorted([*before, *new])


def test_told_apart() -> None:
    traits = [
        Trait("a", "r", "t"),
        Trait("b", "r", "t"),
        Trait("a", "q", "t"),
        Trait("a", "r", "u"),
        Trait("a", "r", "t"),
    ]
    assert len({*fingerprints(traits)}) == len(traits)
    assert next(fingerprints([Trait("a", "r", "t")])) == "e7e1acc490cb1c8928f4efa6f82ff9a7", "it may never change"


def test_a_long_line_is_bounded_and_whole() -> None:
    one, other = line_text("word " * 100), line_text("word " * 100 + "end")
    assert one != other
    assert max(len(one), len(other)) <= MOST
    assert one.startswith("word word")
