"""Headings and fences are those of CommonMark: markdown-it-py, another implementation, must see the same."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scaffold_rules.documents.markdown import parse_markdown
from scaffold_rules.text import LineIndex, Span

ORACLE = MarkdownIt("commonmark").enable("table")

PIECES = [
    *("```", "~~~", "````", "``", "`", "    ", "  ", " ", "- ", "* ", "+ ", "1. ", "10) ", "> ", "# ", "## ", "#"),
    *("***", "---", "===", "<div>", "</div>", "|a|b|", "|-|-|", "a", "b", "é", "—", "😀", "py", "x y", "\\", "&amp;"),
    *("*", "_", "\n", "\n", "\n\n"),
]
PROSE = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
TABBED = st.lists(st.sampled_from([*PIECES, "\t", "\t"]), max_size=16).map("".join)


def seen_by_the_oracle(text):
    headings, fences = [], []
    tokens = ORACLE.parse(text)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            headings.append((int(token.tag[1]), token.map[0], words(plain(tokens[number + 1]))))
        elif token.type == "fence":
            fences.append((token.map[0], token.markup, token.info.strip(), token.content.removesuffix("\n")))
    return headings, fences


def plain(token):
    parts = []
    for child in token.children:
        if child.type in ("text", "text_special", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain(child))
    return "".join(parts)


def words(title):
    return " ".join(title.split())


def seen_by_us(text):
    body = parse_markdown(text, Span(0, len(text)))
    line_of = LineIndex(text).line_of
    return (
        [(each.level, line_of(each.span.start), words(each.title)) for each in body.headings],
        [(line_of(each.span.start), each.marker, each.info.strip(), each.text) for each in body.fences],
    )


def without_indentation(seen):
    headings, fences = seen
    return headings, [(*rest, [line.lstrip(" \t") for line in text.split("\n")]) for *rest, text in fences]


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(PROSE)
def test_agrees_on_invented_markdown(text):
    text += "\n"  # the oracle drops a last line of blanks only
    assert seen_by_us(text) == seen_by_the_oracle(text)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(TABBED)
def test_agrees_with_tabs_but_for_the_tab_that_is_half_prefix(text):
    text += "\n"
    assert without_indentation(seen_by_us(text)) == without_indentation(seen_by_the_oracle(text))


@settings(derandomize=True, max_examples=400, deadline=None)
@given(PROSE, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_do_not_matter(text, end):
    text = text.replace("\\", "") + "\n"  # a backslash before CRLF reads as itself, in a title of two lines only
    assert seen_by_us(text.replace("\n", end)) == seen_by_us(text)


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n  ```py\n  x\n    y\n\n  z\n  ```\n- b\n",
        "> ```py\n> a\n>b\n>\n> ```\nx\n",
        "> - ```\n>   a\n>\n>   b\n>   ```\n",
        "````md\n```py\n# no heading\n```\n````\n# T\n",
        "~~~ a`b\nx\n~~~\n",
        "``` a`b\nx\n```\n",
        "```\n~~~\n```\n",
        "```py\nnever closed\n# no heading\n",
        "- ```\n  a\nb\n# T\n",
        "   ```\n  a\n      b\n   ```\n",
        "    ```\n    # code\n\n# T\n",
        "1. a\n\n   ```sh\n   b\n   ```\n\n10. c\n",
        "```\na\n```\t\n# T\n",
        "# a\t#\t\n",
        "> # q\n\n- # i\n\nSetext\n===\n\nTwo\nlines\n---\n",
        "# A *b* `c` [d](e) &amp; \\* ![f](g) <b>h</b> ##\n",
        "\n".join(["```", "*" * 50, "```"] * 3) + "\n",
    ],
)
def test_agrees_on_the_hard_cases(text):
    assert seen_by_us(text) == seen_by_the_oracle(text)
    assert any(seen_by_us(text))


@pytest.mark.skipif("SCAFFOLD_CORPUS" not in os.environ, reason="SCAFFOLD_CORPUS names no corpus")
def test_agrees_on_the_corpus():
    files = sorted(Path(os.environ["SCAFFOLD_CORPUS"]).rglob("*.md"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8").removeprefix("\ufeff")
        assert seen_by_us(text) == seen_by_the_oracle(text), file
