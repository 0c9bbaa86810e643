"""A line of source with what is meant underlined, fit for a terminal: cut, expanded, and harmless."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.text import Span

TAB = 4
CUT = "…"
_UNSHOWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Excerpt(NamedTuple):
    """A line as it is shown, and where in it the marks go: ``indent`` cells in, ``marks`` cells wide."""

    number: int
    text: str
    indent: int
    marks: int


def excerpt(document: Document, span: Span, width: int) -> Excerpt:
    """The first line of a span, at most ``width`` cells wide, cut around the place when it is longer."""
    line, column = document.lines.position(span.start)
    whole = document.lines.line_span(line)
    text = whole.of(document.text)
    end = min(max(span.end - whole.start, column), len(text))
    first, last = max(0, column - width), min(end, column + width)  # no more is looked at than could be shown
    before = _expanded(text[first:column], 0)
    marked = _expanded(text[column:last], cell_width(before))
    rest = text[last : last + width] if last == end else ""
    after = _expanded(rest, cell_width(before) + cell_width(marked))
    return _fitted(line + 1, before, marked, after, width, is_cut=(first > 0, len(text) > last + len(rest)))


def _fitted(number: int, before: str, marked: str, after: str, width: int, *, is_cut: tuple[bool, bool]) -> Excerpt:
    """The parts joined, with what does not fit taken from the start and the end; the marks stay in view."""
    widths = [cell_width(part) for part in (before, marked, after)]
    if sum(widths) > width or any(is_cut):
        room = max(width - 2 - min(widths[1], width // 2), 8)
        for_before = min(widths[0], max(room // 3, room - widths[2]))
        if widths[0] > for_before or is_cut[0]:
            before = CUT + _last_cells(before, for_before)
        whole, marked = marked, _first_cells(marked, width - 1 - cell_width(before))
        left = width - 1 - cell_width(before) - cell_width(marked)
        kept = _first_cells(after, left) if marked == whole else ""
        after = kept + (CUT if is_cut[1] or len(kept) < len(after) or marked != whole else "")
    return Excerpt(number, before + marked + after, cell_width(before), max(cell_width(marked), 1))


def _expanded(text: str, column: int) -> str:
    """The text with tabs as spaces and what a terminal would obey or hide made visible."""
    text = printable(text)
    if "\t" not in text:
        return text
    pieces: list[str] = []
    for piece in re.split("(\t)", text):
        shown = " " * (TAB - column % TAB) if piece == "\t" else piece
        column += cell_width(shown)
        pieces.append(shown)
    return "".join(pieces)


def printable(text: str) -> str:
    """The text without what would move a cursor, colour a terminal or turn the reading direction."""
    return text if text.isascii() and text.isprintable() else _UNSHOWABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def cell_width(text: str) -> int:
    """How many cells a terminal needs for a text."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _first_cells(text: str, cells: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used > cells:
            return text[:index]
    return text


def _last_cells(text: str, cells: int) -> str:
    used = 0
    for index in range(len(text) - 1, -1, -1):
        used += _cells(text[index])
        if used > cells:
            return text[index + 1 :]
    return text
