"""Frontmatter is delimited as the scaffold tool delimits it, on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.documents.frontmatter import find_frontmatter, js_trim
from scaffold_rules.text import Span

# ECMAScript's WhiteSpace and LineTerminator productions.
JS_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))


def as_the_tool_does(text):
    """The tool's algorithm, written down from its description: (yaml, body), or None."""
    lines = text.split("\n")
    if lines[0].strip(JS_SPACE) != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.strip(JS_SPACE) == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    return "\n".join(lines[1:]), ""


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\nname: a\n---\nbody\n", "name: a", "body\n"),
        ("---\n---\nbody", "", "body"),
        ("---\nname: a\n---", "name: a", ""),
        ("\ufeff---\nname: a\n---\nbody", "name: a", "body"),
        ("---\r\nname: a\r\n---\r\nbody\r\n", "name: a\r", "body\r\n"),
        ("--- \t\nname: a\n---\u00a0\nbody", "name: a", "body"),
        ("  ---\nname: a\n    ---\nbody", "name: a", "body"),
        ("---\ntext: |\n  one\n  ---\n  two\n---\n", "text: |\n  one", "  two\n---\n"),
        ("---\nname: a\n...\nbody\n---\n", "name: a\n...\nbody", ""),
        ("---\nname: a\n----\n---\nb", "name: a\n----", "b"),
    ],
)
def test_the_yaml_text_and_the_body(text, yaml, body):
    found = find_frontmatter(text)
    assert found is not None
    assert found.span.of(text) == yaml
    assert found.body.of(text) == body
    assert js_trim(found.opening.of(text)) == "---"
    assert found.closing is not None
    assert js_trim(found.closing.of(text)) == "---"
    assert "\n" not in found.closing.of(text)
    assert not found.closing.of(text).endswith("\r")


@pytest.mark.parametrize(
    "text", ["", "\n---\na: 1\n---\n", "# T\n---\n---\n", "----\n---\n", "--\n", "\x85---\n---\n", "---x"]
)
def test_no_frontmatter(text):
    assert find_frontmatter(text) is None


@pytest.mark.parametrize(("text", "yaml"), [("---", ""), ("---\n", ""), ("---\nname: a\nbody", "name: a\nbody")])
def test_an_unclosed_block_leaves_no_body(text, yaml):
    found = find_frontmatter(text)
    assert found is not None
    assert found.closing is None
    assert found.span.of(text) == yaml
    assert found.body == Span(len(text), len(text))


@given(
    st.lists(
        st.sampled_from(["---", "--", "\n", "\r\n", "\r", " ", "\t", "\ufeff", "\u00a0", "\x85", "a: b", "…"])
    ).map("".join)
)
def test_agrees_with_the_tool_on_any_text(text):
    found = find_frontmatter(text)
    assert (found and (found.span.of(text), found.body.of(text))) == as_the_tool_does(text)


@given(st.text(st.sampled_from(JS_SPACE + "\x1c\x1f\x85\u180e\u200bab")))
def test_trim_is_that_of_javascript(text):
    trimmed = js_trim(text)
    assert trimmed == text.strip(JS_SPACE)


def test_a_flood_of_blanks_takes_no_time():
    assert find_frontmatter("---\n" + (" " * 500 + "\n") * 2000 + " " * 200_000 + "-") is not None


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("---\na: 1\n---\nb", "a: 1"),
        ("---\na: |\n  ---\n--- \n---", "a: |\n  ---\n--- "),
        (" ---\r\na: 1\r\n---\r\nb", "a: 1\r"),
        ("---\na: 1\n ---\n", None),
        ("---\na: 1\n---x\n", None),
    ],
)
def test_guides_are_closed_by_three_hyphens_alone(text, yaml):
    found = find_frontmatter(text, exact=True)
    assert found is not None
    assert (found.span.of(text) if found.closing else None) == yaml
