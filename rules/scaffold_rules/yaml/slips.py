"""Repairs of YAML that cannot be read: the one edit after which it reads as it was understood all along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument, YamlDocument
from scaffold_rules.documents.yaml import parse_yaml, value_of
from scaffold_rules.finding import Edit, Fix
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"[ \t]+#.*\Z")
_TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_INDENTED = re.compile(r"[ ]*")
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}
TAB = "  "


def slip_fixes(document: YamlDocument, place: Span) -> tuple[Fix, ...]:
    """The fix of a syntax error at a place, as the ``fixes`` of a finding; none unless the whole file then reads as the
    parser already took it, with one complaint less.
    """
    for title, edits in _candidates(document, place):
        if _reads_the_same(document, edits, place):
            return (Fix(title, edits),)
    return ()


def _candidates(document: YamlDocument, place: Span) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """What may be meant, by what stands at the place."""
    text = document.text
    line = document.lines.line_span(document.lines.line_of(place.start))
    rest = Span(place.start, place.start + len(_COMMENT.sub("", text[place.start : line.end]).rstrip(" \t")))
    mark = text[place.start : place.start + 1]
    if mark in _CLOSING:
        yield f"Add the closing `{_CLOSING[mark]}`", (Edit(Span(rest.end, rest.end), _CLOSING[mark]),)
    if text[place.end - 1 : place.end] == ":":
        yield "Put a space after the colon", (Edit(Span(place.end, place.end), " "),)
    if mark not in {'"', "'"} and rest.end > rest.start:
        yield "Put the value in quotes", (Edit(rest, _in_quotes(rest.of(text))),)
    start, end = _region(document)
    tabs = tuple(
        Edit(Span(start + match.start(), start + match.end()), match.group().replace("\t", TAB))
        for match in _TABS.finditer(text[start:end])
    )
    if tabs:
        yield "Indent with spaces", tabs
    yield from _indentations(document, line)


def _indentations(document: YamlDocument, line: Span) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """The line as far in as the lines before it that are not blank."""
    text = document.text
    own = _indentation(line.of(text))
    seen = {own}
    for number in range(document.lines.line_of(line.start) - 1, -1, -1):
        above = document.lines.line_span(number).of(text)
        indentation = _indentation(above)
        if above.strip() and indentation not in seen:
            seen.add(indentation)
            yield "Indent it like its neighbours", (Edit(Span(line.start, line.start + own), " " * indentation),)
        if len(seen) > 3:
            return


def _indentation(line: str) -> int:
    match = _INDENTED.match(line)
    return match.end() if match else 0


def _in_quotes(value: str) -> str:
    """A plain value in the quotes that need nothing escaped, where there are such."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _region(document: YamlDocument) -> Span:
    """The YAML of a document: all of it, or its frontmatter."""
    matter = document.frontmatter if isinstance(document, MarkdownDocument) else None
    return matter.span if matter else Span(0, len(document.text))


def _reads_the_same(document: YamlDocument, edits: tuple[Edit, ...], place: Span) -> bool:
    """Whether nothing is complained of at the place any more, nor more elsewhere, and the data are those we took it for."""
    text = document.text
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    start, end = _region(document)
    tree = parse_yaml(text, document.dialect, Span(start, end + len(text) - len(document.text)))
    if len(tree.problems) >= len(document.tree.problems):
        return False
    moved = sum(len(e.text) - (e.span.end - e.span.start) for e in edits if e.span.end <= place.start)
    gone = all(problem.span.start != place.start + moved for problem in tree.problems)
    return gone and repr(value_of(tree.root)) == repr(value_of(document.tree.root))
