"""Places in a text: spans, lines and columns, in code points.

A line ends at LF, CRLF or CR and at nothing else, as the Language Server Protocol has it; Python's ``str.splitlines``
also breaks at U+2028, form feed and others, and must not be used on documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
"""What others count columns in: bytes, UTF-16 code units, or (as we do) code points."""


class Span(NamedTuple):
    """A half-open range of code points in the exact text of a document, a byte order mark included."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text in the span."""
        return text[self.start : self.end]

    def covers(self, offset: int) -> bool:
        """Whether the offset is inside or at either end."""
        return self.start <= offset <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point, or one is empty and inside the other."""
        return (self.start < other.end and other.start < self.end) or self == other

    def moved(self, by: int) -> Span:
        """The span shifted by a number of code points."""
        return Span(self.start + by, self.end + by)


def units(text: str, encoding: str) -> int:
    """How many code units of an encoding a text has."""
    if encoding == UTF32 or text.isascii():
        return len(text)
    if encoding == UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(1 for char in text if char > "\uffff")


class Position(NamedTuple):
    """Line and column, both from 0, the column in code points."""

    line: int
    column: int


class LineIndex:
    """Where the lines of one text start. Immutable."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:
            starts = [0]
            at = text.find("\n")
            while at != -1:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
        self.starts: tuple[int, ...] = tuple(starts)

    def __len__(self) -> int:
        """The number of lines; a text that ends with a line end has an empty last line."""
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line (from 0) that holds the offset."""
        return bisect_right(self.starts, max(offset, 0)) - 1

    def position(self, offset: int) -> Position:
        """Line and column (from 0, code points) of an offset; offsets outside the text are clamped."""
        offset = min(max(offset, 0), len(self.text))
        line = self.line_of(offset)
        return Position(line, offset - self.starts[line])

    def line_span(self, line: int) -> Span:
        """The content of a line (from 0) without its line end; a line outside the text gives an empty span."""
        if line < 0:
            return Span(0, 0)
        if line >= len(self.starts):
            return Span(len(self.text), len(self.text))
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def full_line_span(self, line: int) -> Span:
        """A line (from 0) with its line end."""
        start = self.line_span(line).start
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return Span(start, max(start, end))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column (from 0, code points), clamped to the line's content."""
        span = self.line_span(line)
        return min(span.start + max(column, 0), span.end)


def occurrences(text: str, words: str, start: int = 0) -> Iterator[int]:
    """Where some words stand in a text; a plain search is many times faster than a pattern where most texts have none."""
    at = text.find(words, start)
    while at != -1:
        yield at
        at = text.find(words, at + 1)


def line_end_of(text: str) -> str:
    """The line end a text uses: that of its first line, LF when it has none."""
    match = _LINE_END.search(text)
    return match.group() if match else "\n"
