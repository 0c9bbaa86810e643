"""Snippets: the way back into the document, edits that keep it whole, and what says that code is bad on purpose."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scaffold_rules.documents.markdown import parse_markdown
from scaffold_rules.documents.snippet import snippets
from scaffold_rules.text import Span

HOSTS = [
    "```py\nab\n\n  c\n```\n",
    "é\n\n- x\n\n  ```py\n  ab\n\n    c\n  ```\n",
    "> ```py\n> ab\n>\n>   c\n> ```\n",
    "> - ```py\n>   ab\n>\n>     c\n>   ```",
    "1. ~~~~ py\n   ab\n\n     c\n   ~~~~\n",
    "````py\nab\n\n  c\n````\n",
    "```py\r\nab\r\n\r\n  c\r\n```\r\n",
    "> ```py\r\n> ab\r\n>\r\n>   c\r\n> ```\r\n",
    "- ```py\r\n  ab\r\n\r\n    c\r\n  ```\r\n",
    "  ```py\n  ab\n\n    c\n  ```\n",
    "\ufeff# é 😀\n\n```py\nab\n\n  c",
    "- é\n\n\t```py\n    ab\n\n      c\n    ```\n".replace("\t", "    ").replace("- ", "-   "),
]
LINES = st.lists(st.text(st.sampled_from("a b`~#>-\té😀"), max_size=6), min_size=1, max_size=5)
WRAPS = st.sampled_from([("", ""), ("> ", "> "), ("- ", "  "), ("> 1. ", ">    "), ("   ", "   ")])


def only(text):
    (snippet,) = snippets(parse_markdown(text, Span(0, len(text))))
    return snippet


def apply(text, edit):
    span, new = edit
    return text[: span.start] + new + text[span.end :]


def wrapped(lines, wrap, end="\n"):
    """A document with the lines fenced in a list, a quote, or indented; blank lines without trailing blanks."""
    first, rest = wrap
    fence = "`" * 9
    return end.join(
        [f"{first}{fence}py", *(f"{rest}{line}" if line.strip() else rest.rstrip() for line in lines), f"{rest}{fence}"]
    )


@pytest.mark.parametrize("host", HOSTS)
class TestEveryHost:
    def test_reads_the_same_code(self, host):
        assert only(host).text == "ab\n\n  c"
        assert only(host).language == "py"

    def test_maps_both_ways(self, host):
        snippet = only(host)
        for offset, char in enumerate(snippet.text):
            at = snippet.host(offset)
            assert snippet.snippet_offset(at) == offset
            assert char == "\n" or host[at] == char
        assert snippet.snippet_offset(snippet.host(len(snippet.text))) == len(snippet.text)

    def test_shows_nothing_of_what_is_around(self, host):
        snippet = only(host)
        shown = {snippet.host(offset) for offset in range(len(snippet.text) + 1)}
        for at in range(len(host) + 1):
            assert (snippet.snippet_offset(at) is not None) == (at in shown)

    def test_an_edit_in_a_line(self, host):
        snippet = only(host)
        edited = apply(host, snippet.host_edit(Span(0, 2), "é = 1"))
        assert only(edited).text == "é = 1\n\n  c"
        assert edited.replace("é = 1", "ab") == host

    def test_a_line_more_and_a_line_less(self, host):
        snippet = only(host)
        more = apply(host, snippet.host_edit(Span(0, 0), "new\n\n  line\n"))
        assert only(more).text == "new\n\n  line\nab\n\n  c"
        assert [line for line in more.split("\n") if line.rstrip("\r").endswith(" ")] == []
        assert ("\r\n" in host) == ("\r\n" in more)
        assert more.count("\n") - more.count("\r\n") == (0 if "\r\n" in host else more.count("\n"))
        less = apply(more, only(more).host_edit(Span(0, len("new\n\n  line\n")), ""))
        assert less == host

    def test_no_edit_that_ends_the_fence_or_leaves_the_code(self, host):
        snippet = only(host)
        fence = snippet.fence.marker
        assert snippet.host_edit(Span(0, 2), fence) is None
        assert snippet.host_edit(Span(0, 0), f"{fence}\n# T\n\n{fence}\n") is None
        assert not snippet.can_edit(Span(0, 99), "x")
        assert not snippet.can_edit(Span(-1, 1), "x")
        assert snippet.can_edit(Span(0, 1), "x")

    def test_spans(self, host):
        snippet = only(host)
        assert snippet.host_span(Span(0, 2)).of(host) == "ab"
        assert snippet.host_span(Span(0, 3)).of(host) == "ab"
        assert snippet.host_span(Span(4, 7)).of(host) == "  c"


@settings(deadline=None, max_examples=300)
@given(LINES, WRAPS, st.sampled_from(["\n", "\r\n"]))
def test_any_code_comes_back_from_any_wrapping(lines, wrap, end):
    host = wrapped(lines, wrap, end)
    snippet = only(host)
    if not any("\t" in line for line in lines) and not (
        wrap[0] == "   " or any(line and not line.strip() for line in lines)
    ):
        assert snippet.text.split("\n") == lines
    for offset in range(len(snippet.text) + 1):
        assert snippet.snippet_offset(snippet.host(offset)) == offset
    for offset, char in enumerate(snippet.text):
        if char != "\n":
            assert host[snippet.host(offset)] == char


@settings(deadline=None, max_examples=300)
@given(LINES, WRAPS, st.sampled_from(["\n", "\r\n"]), st.data())
def test_an_edit_that_is_offered_does_exactly_what_it_says(lines, wrap, end, data):
    host = "before\n\n".replace("\n", end) + wrapped(lines, wrap, end) + end * 2 + "after" + end
    snippet = only(host)
    start = data.draw(st.integers(0, len(snippet.text)))
    span = Span(start, data.draw(st.integers(start, len(snippet.text))))
    new = data.draw(st.text(st.sampled_from("x `\n>-"), max_size=8))
    edit = snippet.host_edit(span, new)
    if edit is None:
        return
    edited = apply(host, edit)
    assert only(edited).text == snippet.text[: span.start] + new + snippet.text[span.end :]
    assert edited.startswith("before")
    assert edited.endswith("after" + end)


def test_a_line_of_blanks_is_put_in_with_its_blanks():
    host = "```py\na\n```\n"
    assert apply(host, only(host).host_edit(Span(1, 1), "\n \nb")) == "```py\na\n \nb\n```\n"


def test_a_tab_that_is_half_prefix_is_code():
    host = " ```\n\ta\n ```"
    snippet = only(host)
    assert snippet.text == "\ta"
    assert host[snippet.host(0)] == "\t"


def test_an_edit_at_a_line_with_less_prefix_is_not_offered_where_it_would_lose_a_blank():
    snippet = only("  ```\n a\n  ```")
    assert snippet.host_edit(Span(0, 1), " b") is None
    assert snippet.host_edit(Span(0, 1), "b") is not None


def test_an_empty_fence():
    snippet = only("```py\n```")
    assert snippet.text == ""
    assert snippet.host(0) == len("```py")
    assert snippet.snippet_offset(6) is None
    assert snippet.host_edit(Span(0, 0), "x") is None


class TestAround:
    @pytest.mark.parametrize(
        ("before", "label"),
        [
            ("text\n\nBad (logic in DAG):\n\n", "Bad (logic in DAG):"),
            ("**Bad** (magic\nnumbers):\n", "**Bad** (magic numbers):"),
            ("- one\n- two:\n\n", "two:"),
            ("> quoted:\n\n", "quoted:"),
            ("## Heading\n\n", ""),
            ("```\nx\n```\n\n", ""),
            ("| a |\n|---|\n\n", ""),
            ("<!-- c -->\n\n", ""),
            ("---\n\n", ""),
            ("", ""),
            ("label:\r\n\r\n", "label:"),
        ],
    )
    def test_label(self, before, label):
        text = f"{before}```py\nx\n```\n"
        assert snippets(parse_markdown(text, Span(0, len(text))))[-1].label == label

    def test_the_label_does_not_come_from_the_frontmatter(self):
        text = "---\nname: Bad:\n---\n```py\nx\n```\n"
        (snippet,) = snippets(parse_markdown(text, Span(text.index("```"), len(text))))
        assert snippet.label == ""
        assert snippet.heading is None

    def test_heading(self):
        assert only("# A\n\n## B\n\n```\n# C\n```\n\n## D\n").heading.title == "B"

    @pytest.mark.parametrize(
        ("line", "path"),
        [
            ("# src/serving/predictor.py", "src/serving/predictor.py"),
            ("// src/x.ts", "src/x.ts"),
            ("# src/a.py (continued)", "src/a.py"),
            ("// tests/setup.ts — global setup", "tests/setup.ts"),
            ("-- db/001_init.sql", "db/001_init.sql"),
            ("<!-- docs/guide.md -->", "docs/guide.md"),
            ("/* styles/a.css */", "styles/a.css"),
            ("# pyproject.toml", "pyproject.toml"),
            ("# .env.example", ".env.example"),
            ("# Dockerfile", "Dockerfile"),
            ("# Formula/my-cli.rb", "Formula/my-cli.rb"),
            ("// app/product/[id]/page.tsx", "app/product/[id]/page.tsx"),
            ("#!/bin/sh\n# scripts/run.sh", "scripts/run.sh"),
            ("// Node.js", None),
            ("// Next.js (App Router)", None),
            ("# Launch: torchrun --nproc_per_node=4 train.py", None),
            ("# A/B Test Configuration Schema", None),
            ("# /// script", None),
            ("# comment", None),
            ("x = 'src/a.py'", None),
            ("", None),
        ],
    )
    def test_header(self, line, path):
        assert only(f"```\n{line}\nx\n```").header == path

    @pytest.mark.parametrize(
        ("code", "context"),
        [
            ("# tests/test_x.py\nx", "test"),
            ("# src/x_test.go\nx", "test"),
            ("// src/x.spec.ts\nx", "test"),
            ("# src/contest.py\nx", "src"),
            ("# src/x.py\ndef test_connection(): ...", "src"),
            ("# notebooks/a.py\nx", "notebook"),
            ("# scripts/a.py\nx", "script"),
            ("# config/a.yaml\nx", "config"),
            ("// vite.config.ts\nx", "config"),
            ("def test_a(): ...", "test"),
            ("class TestA:\n    pass", "test"),
            ("import pytest\n\n@pytest.fixture\ndef a(): ...", "test"),
            ("describe('a', () => {})", "test"),
            ("def testing(): ...", ""),
        ],
    )
    def test_context(self, code, context):
        snippet = only(f"```\n{code}\n```")
        assert snippet.context == context
        assert snippet.is_test == (context == "test")


class TestBadOnPurpose:
    @pytest.mark.parametrize(
        ("code", "bad"),
        [
            ("# Bad: reason\nx == 0.3\n\ny", ["# Bad: reason\nx == 0.3"]),
            ("a\n# WRONG — reason\nb\n# GOOD\nc", ["# WRONG — reason\nb"]),
            ("// DO NOT do this — reason\na", ["// DO NOT do this — reason\na"]),
            ("-- Inefficient: reason\na\n-- Efficient:\nb", ["-- Inefficient: reason\na"]),
            ("// VULNERABLE\na", ["// VULNERABLE\na"]),
            ("/* bad */\na", ["/* bad */\na"]),
            ("# Don't do this:\na", ["# Don't do this:\na"]),
            ("# ❌ a\nb\n# ✅ c\nd", ["# ❌ a\nb"]),
            ("    # bad\n    a\n    # good\n    b", ["    # bad\n    a"]),
            ("// Before - reason\na\n// After - reason\nb", ["// Before - reason\na"]),
            ("# Bad\na\n\n# Bad\nb", ["# Bad\na", "# Bad\nb"]),
            ("# Bad\na\n# Wrong: b\nc", ["# Bad\na\n# Wrong: b\nc"]),
            ("a\nassert x == 0.3  # Bad: reason\nb", ["assert x == 0.3  # Bad: reason"]),
            ("a == 0.3  # WRONG", ["a == 0.3  # WRONG"]),
            ("{'amount': 'N/A'},  # bad", []),
            ("# Zero gradients BEFORE forward pass\na", []),
            ("# Don't fail if tag exists\na", []),
            ("# should NEVER have access to\na", []),
            ("# Bad-path tests\na", []),
            ("# badly named\na", []),
            ("bad = 1", []),
            ("# Before the call\na", []),
            ("", []),
        ],
    )
    def test_by_comment(self, code, bad):
        snippet = only(f"```py\n{code}\n```")
        assert [region.of(snippet.text) for region in snippet.bad_regions] == bad

    @pytest.mark.parametrize(
        ("label", "bad"),
        [
            ("**Bad** (magic numbers):", True),
            ("Bad (logic in DAG):", True),
            ("Before (inline, untested):", True),
            ("**Vulnerable pattern:**", True),
            ("**Anti-pattern — in-memory cache:**", True),
            ("**Avoid (type-segregated):**", True),
            ("❌ Wrong", True),
            ("_Wrong:_", True),
            ("Before reaching for a library, write it:", False),
            ("**Do not** use custom colors:", False),
            ("Avoid global state where you can:", False),
            ("Never store credentials in code:", False),
            ("Good:", False),
            ("A bad example:", False),
        ],
    )
    def test_by_label(self, label, bad):
        snippet = only(f"{label}\n\n```py\na\n\nb\n# GOOD\nc\n```")
        assert [region.of(snippet.text) for region in snippet.bad_regions] == (["a\n\nb"] if bad else [])

    def test_offsets(self):
        snippet = only("```py\n# Bad:\na\n\nb\n```")
        assert [snippet.is_bad(snippet.text.index(char)) for char in "ab"] == [True, False]

    def test_a_heading_in_a_markdown_fence_is_no_comment(self):
        assert only("```markdown\n### Anti-Pattern: force push\nx\n```").bad_regions == ()


@settings(deadline=None, max_examples=300)
@example("//Do")
@given(st.text(st.sampled_from("#/- bdaBDoe:\n`>\t(—é\r"), max_size=60))
def test_any_text_is_judged(code):
    text = f"Bad:\n\n```py\n{code}\n```\n"
    for snippet in snippets(parse_markdown(text, Span(0, len(text)))):
        _ = snippet.label, snippet.header, snippet.context, snippet.heading
        for region in snippet.bad_regions:
            assert 0 <= region.start <= region.end <= len(snippet.text)


@pytest.mark.skipif("SCAFFOLD_CORPUS" not in os.environ, reason="SCAFFOLD_CORPUS names no corpus")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_snippet_of_the_corpus_maps_both_ways(end):
    found = 0
    for file in sorted(Path(os.environ["SCAFFOLD_CORPUS"]).rglob("*.md")):
        text = file.read_text(encoding="utf-8").replace("\n", end)
        for snippet in snippets(parse_markdown(text, Span(0, len(text)))):
            found += 1
            for offset in range(0, len(snippet.text), 7):
                at = snippet.host(offset)
                assert snippet.snippet_offset(at) == offset
                assert text[at] == (snippet.text[offset] if snippet.text[offset] != "\n" else end[0])
    assert found > 3000
