"""The engine that applies fixes: what overlaps waits, what breaks the file is left out alone, and it always ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules import fix as engine
from scaffold_rules.config import Config
from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Edit, Finding, Fix, Severity, replace_fix
from scaffold_rules.fix import Fixed, apply_edits, compatible, fix
from scaffold_rules.text import Span

PATH = "content/methodology/deep.yml"


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch, make_project) -> Callable[..., Fixed]:
    """What becomes of a text when each match of a pattern is a finding, and its fix writes something in its place."""

    def run(text: str, *swaps: tuple[str, str], path: str = PATH) -> Fixed:
        def check(document: Document, *_: object) -> list[Finding]:
            return [
                Finding(Span(*match.span()), "wrong", Severity.ERROR, (_swap(match, word),), rule=f"a/rule-{number}")
                for number, (pattern, word) in enumerate(swaps)
                for match in re.finditer(pattern, document.text)
            ]

        monkeypatch.setattr(engine, "check", check)
        project = make_project({path: text})
        return fix(project.documents[path], project, Config())

    return run


def _swap(match: re.Match[str], word: str) -> Fix:
    return replace_fix("fix", Span(*match.span()), match.expand(word))


def test_a_fix_that_breaks_the_file_is_left_out_alone(fixed) -> None:
    after = fixed("a: bad1\nb: bad2\nc: bad3\nd: bad4\n", ("bad[124]", "good"), ("bad3", "[half"))
    assert after.document.text == "a: good\nb: good\nc: bad3\nd: good\n"
    assert [finding.rule for finding in after.refused] == ["a/rule-1"]
    assert len(after.applied) == 3
    assert after.converged


def test_of_two_findings_that_say_the_same_only_the_bad_one_is_left_out(fixed) -> None:
    after = fixed("a: [x, y]\nb: z\nc: q\n", (r"[yz](?=[\]\n])", "{"), ("q", "r"))
    assert after.document.text == "a: [x, y]\nb: z\nc: r\n"
    assert {finding.span for finding in after.refused} == {Span(7, 8), Span(13, 14)}
    assert fixed("a: bad\nb: [bad, x]\n", (r"(?<=a: )bad", "["), (r"(?<=\[)bad", "good")).document.text == (
        "a: bad\nb: [good, x]\n"
    )


def test_what_is_left_out_stays_so_when_a_fix_before_it_moves_it(fixed) -> None:
    after = fixed("a: one\nb: bad\n", ("one", "two2"), ("two2", "three33"), ("bad", "[half"))
    assert after.document.text == "a: three33\nb: bad\n"
    assert len(after.refused) == 1


def test_a_snippet_is_not_broken_either(fixed) -> None:
    text = "# Guide\n\n```python\nimport os\nx = 1\n```\n"
    after = fixed(text, ("import os", "import ("), ("1", "2"), path="content/skills/one/SKILL.md")
    assert after.document.text == text.replace("1", "2")


def test_fixes_that_undo_each_other_come_to_an_end(fixed) -> None:
    after = fixed("a: tick\n", ("tick", "tock"), ("tock", "tick"))
    assert not after.converged
    assert after.document.text == "a: tock\n"


def test_a_fix_that_never_ends_comes_to_an_end(fixed) -> None:
    after = fixed("a: x\n", (r"x\b", "xx"))
    assert not after.converged


def test_a_fix_that_changes_nothing_is_none(fixed) -> None:
    after = fixed("a: x\nb: y\n", ("x", "x"), ("y", "z"))
    assert after.document.text == "a: x\nb: z\n"
    assert after.converged


def test_what_overlaps_waits_for_the_next_round(fixed) -> None:
    after = fixed("a: one two\n", ("one two", "one"), ("two", "three"))
    assert after.document.text == "a: one\n"
    assert len(after.applied) == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.text("xy\r\n", max_size=3)), max_size=8))
def test_compatible_edits_change_what_they_span_and_nothing_else(drawn) -> None:
    text = "".join(chr(0x100 + n) for n in range(40))
    findings = [
        Finding(Span(at, at), "m", fixes=(Fix("t", (Edit(Span(at, at + length), new),)),), rule=f"r/{n}")
        for n, (at, length, new) in enumerate(drawn)
    ]
    edits = sorted((e for f in compatible(findings) if f.fix for e in f.fix.edits), key=lambda edit: edit.span)
    expected, at = "", 0
    for edit in edits:
        assert edit.span.start >= at
        expected += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert apply_edits(text, reversed(edits)) == expected + text[at:]
    assert bool(edits) is bool(drawn)
