"""What a baseline hides: one finding for each entry, whatever the text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.baseline import split
from scaffold_rules.documents.document import Document
from scaffold_rules.documents.kind import Kind
from scaffold_rules.finding import Finding
from scaffold_rules.fingerprint import trait_of
from scaffold_rules.text import Span

LINES = st.lists(st.sampled_from(["a", " a", "b", "", "c c", "c  c"]), min_size=1, max_size=10)
RULES = st.lists(st.sampled_from(["one/rule", "another/rule", "internal-error"]), min_size=10, max_size=10)


@given(LINES, RULES, st.data())
def test_an_entry_hides_one_finding(lines: list[str], rules: list[str], data: st.DataObject) -> None:
    document = Document("a.md", Kind.STEP, "\n".join(lines))
    starts = document.lines.starts
    findings = [Finding(Span(at, at), "m", rule=rule) for at, rule in zip(starts, rules, strict=False)]
    traits = [trait_of(document, finding, "a.md") for finding in findings]
    entries = data.draw(st.lists(st.sampled_from(traits), max_size=12))
    left, hidden = split(document, findings, entries)
    told = Counter(trait for trait in traits if trait.rule != "internal-error")
    assert Counter(trait_of(document, finding, "a.md") for finding in hidden) == told & Counter(entries)
    assert sorted([*left, *hidden], key=lambda f: f.span) == findings
    assert {finding.rule for finding in split(document, findings, traits).left} <= {"internal-error"}
