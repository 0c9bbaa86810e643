"""Where a document's YAML frontmatter begins and ends, judged exactly as the scaffold tool judges it."""

from __future__ import annotations

import re
from typing import NamedTuple

from scaffold_rules.text import Span

# What JavaScript's trim() and \s call white space, the line feed aside. Python's strip() differs: it leaves a byte
# order mark and takes U+0085 and U+001C..1F.
_BLANK = "\t\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_DELIMITER = re.compile(rf"^[{_BLANK}]*---[{_BLANK}]*$", re.MULTILINE)
_EXACT = re.compile(r"^---\r?$", re.MULTILINE)
_TRIM_END = (
    "\t\n\v\f\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


class Frontmatter(NamedTuple):
    """The frontmatter of one document; all spans are code points into the document's text.

    ``span`` is the YAML text between the delimiter lines, without the line feed before the closing one. ``opening`` and
    ``closing`` are the delimiter lines without their line ends; ``closing`` is None when nothing closes the block: then
    the YAML text runs to the end and the body is empty, as it is for the tool.
    """

    span: Span
    opening: Span
    closing: Span | None
    body: Span


def find_frontmatter(text: str, *, exact: bool = False) -> Frontmatter | None:
    """The frontmatter of a text, or None where its first line is not a delimiter.

    The tool splits at line feeds, wants ``---`` as the trimmed first line, and closes at the next line that is ``---``
    when trimmed: indented, padded, with a carriage return, or in the middle of a block scalar. ``exact`` is how it reads
    guides: only a line that is ``---`` and nothing else closes.
    """
    first = _DELIMITER.match(text)
    if first is None:
        return None
    opening = _line(text, first)
    start = min(first.end() + 1, len(text))
    close = (_EXACT if exact else _DELIMITER).search(text, start) if first.end() < len(text) else None
    if close is None:
        return Frontmatter(Span(start, len(text)), opening, None, Span(len(text), len(text)))
    span = Span(start, max(start, close.start() - 1))
    return Frontmatter(span, opening, _line(text, close), Span(min(close.end() + 1, len(text)), len(text)))


def js_trim(text: str) -> str:
    """The text as JavaScript's ``trim()`` returns it, a byte order mark and no-break spaces removed."""
    return text.strip(_TRIM_END)


def _line(text: str, match: re.Match[str]) -> Span:
    end = match.end()
    return Span(match.start(), end - 1 if text.endswith("\r", match.start(), end) else end)
