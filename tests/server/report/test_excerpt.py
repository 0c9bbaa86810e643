"""Lines of source as a terminal shows them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scaffold_rules.documents.document import Document
from scaffold_rules.documents.kind import Kind
from scaffold_rules.text import Span
from scaffold_server.report.excerpt import Excerpt, cell_width, excerpt, printable


def shown(text: str, start: int, end: int, width: int = 40) -> Excerpt:
    return excerpt(Document("a.md", Kind.STEP, text), Span(start, end), width)


def test_a_short_line_is_shown_as_it_is() -> None:
    assert shown("one\ntwo words\n", 8, 13) == Excerpt(2, "two words", 4, 5)


def test_an_empty_span_has_one_mark() -> None:
    assert shown("abc", 3, 3) == Excerpt(1, "abc", 3, 1)
    assert shown("", 0, 0) == Excerpt(1, "", 0, 1)


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert shown("one two\nthree\n", 4, 12) == Excerpt(1, "one two", 4, 3)


def test_tabs_align() -> None:
    assert shown("\ta\tb", 3, 4) == Excerpt(1, "    a   b", 8, 1)


def test_wide_and_combining_characters_align() -> None:
    assert shown("字字x", 2, 3) == Excerpt(1, "字字x", 4, 1)
    assert shown("e\N{COMBINING ACUTE ACCENT}x", 2, 3).indent == 1


def test_a_long_line_is_cut_around_the_place() -> None:
    found = shown("a" * 5000 + "BAD" + "b" * 5000, 5000, 5003)
    assert len(found.text) <= 40
    assert found.text[found.indent : found.indent + found.marks] == "BAD"
    assert found.text[0] == found.text[-1] == "…"


def test_a_long_span_is_cut_at_its_end() -> None:
    found = shown("x: " + "b" * 5000, 3, 5003)
    assert found.text.startswith("x: bbb")
    assert found.text.endswith("b…")


def test_the_end_of_a_long_line_is_not_marked_as_cut() -> None:
    found = shown("a" * 5000 + "BAD", 5000, 5003)
    assert found.text.endswith("aBAD")


@given(
    text=st.text(st.sampled_from("ab \t字é\N{COMBINING ACUTE ACCENT}\x1b—\u202e\r\n")),
    start=st.integers(0, 80),
    length=st.integers(0, 80),
    width=st.integers(10, 40),
)
def test_any_line_fits_and_is_harmless(text: str, start: int, length: int, width: int) -> None:
    found = shown(text, min(start, len(text)), min(start + length, len(text)), width)
    assert cell_width(found.text) <= width
    assert found.indent + found.marks <= width + 1
    assert not {"\x1b", "\t", "\u202e", "\r", "\n"} & {*found.text}


@given(st.text(st.sampled_from("ab字ü—…\N{COMBINING ACUTE ACCENT}🚀한")))
def test_widths_are_those_of_a_terminal_library(text: str) -> None:
    assert sum(map(cell_width, text)) == cell_width(text)
    if "\N{COMBINING ACUTE ACCENT}" not in text:
        assert cell_width(text) == cell_len(text)


def test_control_characters_become_pictures() -> None:
    assert printable("a\x1b[31m\x00\u202e") == "a␛[31m␀\N{REPLACEMENT CHARACTER}"
    assert printable("plain — ü") == "plain — ü"
