"""An edit that is let through without a second look would have passed it."""

from __future__ import annotations

import itertools

import pytest

from scaffold_rules.documents.markdown import parse_markdown
from scaffold_rules.documents.snippet import snippets
from scaffold_rules.text import Span

HOSTS = {
    "plain": "a\n\n```py\none\n  two\n```\n\nb\n",
    "at the start": "```py\none\ntwo\n```",
    "in a list": "- a\n\n  ```py\n  one\n  two\n  ```\n\nb\n",
    "in a quote": "> ```py\n> one\n> two\n> ```\n",
    "indented": "a\n\n  ```py\n  one\n two\n  ```\n",
    "tildes": "~~~~py\none\n``` two\n~~~~\n",
    "with other line ends": "```py\r\none\r\ntwo\r\n```\r\n",
    "unclosed": "a\n\n```py\none\ntwo\n",
    "below a list": "- a\n```py\none\ntwo\n```\n",
    "below a paragraph": "a\n```py\none\ntwo\n```\n# b\n",
}
NEW = ["", "x", "\n", "x\ny", "\n\n", "# x\n", "- x\n", "> x", "```", "~~~~\n", "<!--\n", "\tx\n", "    x\n"]


@pytest.mark.parametrize("host", HOSTS.values(), ids=list(HOSTS))
def test_what_needs_no_second_look_would_pass_it(host: str) -> None:
    (snippet,) = snippets(parse_markdown(host, Span(0, len(host))))
    size = len(snippet.text)
    for start, end in itertools.combinations_with_replacement(range(size + 1), 2):
        for new in NEW:
            if snippet._bare(new):
                where = Span(snippet.host(start), snippet.host(end))
                assert snippet._reads_as(where, new, snippet.text[:start] + new + snippet.text[end:]), (start, end, new)


def test_most_edits_need_no_second_look() -> None:
    (snippet,) = snippets(parse_markdown(HOSTS["plain"], Span(0, len(HOSTS["plain"]))))
    assert [new for new in NEW if not snippet._bare(new)] == ["```"]


@pytest.mark.parametrize(
    ("host", "after"),
    [
        ("- a\n\n  ```py\n  one\n\n  two\n  ```\n", "- a\n\n  ```py\n\n  two\n  ```\n"),
        ("> ```py\n> one\n>\n> two\n> ```\n", "> ```py\n>\n> two\n> ```\n"),
        ("  ```py\r\n  one\r\n\r\n  two\r\n  ```\r\n", "  ```py\r\n\r\n  two\r\n  ```\r\n"),
        ("  ```py\n  one\n two\n  ```\n", "  ```py\n two\n  ```\n"),
    ],
)
def test_a_whole_line_goes_with_its_prefix(host: str, after: str) -> None:
    (snippet,) = snippets(parse_markdown(host, Span(0, len(host))))
    edit = snippet.host_edit(Span(0, 4), "")
    assert edit is not None
    span, new = edit
    assert host[: span.start] + new + host[span.end :] == after


def test_a_new_line_of_blanks_keeps_them() -> None:
    (snippet,) = snippets(parse_markdown("```\none\n```\n", Span(0, 15)))
    edit = snippet.host_edit(Span(0, 3), "\n \n")
    assert edit is not None
    assert edit[1] == "\n \n"
