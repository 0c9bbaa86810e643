"""Positions survive every encoding, and a text after any edits is the client's text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.text import UTF8, UTF16, UTF32, LineIndex, Span
from scaffold_server import convert
from scaffold_server.client import Client

TEXTS = st.text(st.sampled_from("ab \n\r\t\u2028\u0085\x0c\x0béß—日😀\U0001f468\u200d\u0301\ufeff"), max_size=40)
ENCODINGS = st.sampled_from([UTF8, UTF16, UTF32])


def encoded(text: str, encoding: str) -> int:
    """The length of a text in code units, as Python's codecs count it."""
    width = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2), UTF32: ("utf-32-le", 4)}[encoding]
    return len(text.encode(width[0])) // width[1]


def lines_of(text: str) -> list[str]:
    """The lines as the protocol has them: LF, CRLF and CR end one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXTS, ENCODINGS)
def test_position_counts_lines_and_units_as_the_protocol_does(text: str, encoding: str) -> None:
    lines = LineIndex(text)
    assert [lines.line_span(n).of(text) for n in range(len(lines))] == lines_of(text)
    for offset in range(len(text) + 1):
        position = convert.position(lines, offset, encoding)
        start = lines.starts[position.line]
        assert position.character == encoded(text[start:offset], encoding)


@given(TEXTS, ENCODINGS)
def test_offset_is_the_way_back(text: str, encoding: str) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # no client has a place between the two
        back = convert.offset(lines, convert.position(lines, offset, encoding), encoding)
        inside = lines.line_span(lines.line_of(offset))
        assert back == min(offset, inside.end)


@given(TEXTS, st.integers(0, 9), st.integers(0, 99), ENCODINGS)
def test_any_position_is_somewhere_in_the_text(text: str, line: int, character: int, encoding: str) -> None:
    assert 0 <= convert.offset(LineIndex(text), types.Position(line, character), encoding) <= len(text)


@given(st.data(), TEXTS, ENCODINGS)
def test_text_after_edits_is_the_clients(data: st.DataObject, text: str, encoding: str) -> None:
    for _ in range(data.draw(st.integers(1, 6))):
        lines = LineIndex(text)
        places = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        start, end = (min(place, lines.line_span(lines.line_of(place)).end) for place in places)
        inserted = data.draw(TEXTS)
        span = convert.range_of(lines, Span(start, end), encoding)
        change = types.TextDocumentContentChangePartial(range=span, text=inserted)
        expected = text[:start] + inserted + text[end:]
        after, at = convert.changed(text, [change], encoding)
        assert after == expected
        assert at == start + len(inserted)
        text = after


def test_a_whole_text_replaces_everything() -> None:
    changes = [types.TextDocumentContentChangeWholeDocument("b")]
    assert convert.changed("a", changes, UTF16) == ("b", None)


@pytest.mark.parametrize(
    "uri", ["git:/etc/hostname?x", "vscode-vfs://github/a/b", "", "x", "file://[", "file:///a%00b"]
)
def test_other_schemes_have_no_path(uri: str) -> None:
    assert convert.path_of(uri) is None


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("untitled:/a/new.md", "/a/new.md"),
        ("untitled:/a", "untitled:/a"),
        ("untitled:%2e%2e", "untitled:%2e%2e"),
    ],
)
def test_what_no_file_holds_is_where_it_will_be_saved_or_nowhere(uri: str, path: str) -> None:
    assert convert.path_of(uri) == Path(path)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/b%20c.md", "/a/b c.md"),
        ("file:///a/%C3%A9.md", "/a/é.md"),
        ("file://localhost/a.md", "/a.md"),
        ("file:///a/b%23c.md", "/a/b#c.md"),
    ],
)
def test_file_uris(uri: str, path: str) -> None:
    assert convert.path_of(uri) == Path(path)
    assert convert.path_of(convert.uri_of(Path(path))) == Path(path)


@pytest.mark.parametrize("severity", Severity)
def test_a_finding_is_as_bad_in_the_editor_as_in_the_terminal(severity: Severity) -> None:
    document = parse("content/pipeline/pre/a.md", "", Layout())
    finding = Finding(Span(0, 0), "", severity)
    found = convert.diagnostic(finding, document, UTF16, Client(types.ClientCapabilities()), lambda _: None)
    words = {"error": "Error", "warning": "Warning", "info": "Information", "hint": "Hint"}
    assert found.severity == types.DiagnosticSeverity[words[severity.word]]
