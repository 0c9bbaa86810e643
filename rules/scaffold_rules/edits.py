"""Edits of YAML as its author would make them: quotes, flow or block style, indentation, comments and line ends stay.

Every function gives None where the place is too unusual to be edited without a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scaffold_rules.documents.yaml import Entry, Mapping, Node, Scalar, Sequence
from scaffold_rules.finding import Edit, Fix
from scaffold_rules.text import Span, line_end_of

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document

_PLAIN = re.compile(r"[A-Za-z][\w./-]*(?: [\w./-]+)*\Z", re.ASCII)
_RESERVED = re.compile(r"(?:null|true|false|yes|no|on|off|y|n)\Z", re.IGNORECASE)
_DASH = re.compile(r"[ \t]*-[ \t]+\Z")
_INDENTATION = re.compile(r"[ \t]*\Z")
_REST_OF_LINE = re.compile(r"[ \t]*(#[^\r\n]*)?\Z")
_COLON = re.compile(r"[^#]*?:(?=[ \t]*(?:[ \t]#.*)?\Z)")


def fix_of(title: str, edits: tuple[Edit, ...] | None, *, safe: bool = True) -> tuple[Fix, ...]:
    """The fix made of some edits, as the ``fixes`` of a finding; no fix without edits."""
    return (Fix(title, edits, safe),) if edits else ()


def quoted(word: str, style: str = "") -> str:
    """A string as a YAML scalar in a style (``""``, ``"'"`` or ``'"'``); plain only where it stays a string."""
    if style == "'":
        return "'" + word.replace("'", "''") + "'"
    if style != '"' and _PLAIN.match(word) and not _RESERVED.match(word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def replace_scalar(node: Scalar, word: str) -> tuple[Edit, ...] | None:
    """Another word in place of a scalar, in the same quotes."""
    if node.style in {"|", ">"} or node.span.end == node.span.start:
        return None
    return (Edit(node.span, quoted(word, node.style)),)


def remove_item(document: Document, sequence: Sequence, item: Node) -> tuple[Edit, ...] | None:
    """A list without one of its items; without its only item it is ``[]``. A comment on the item's line goes too."""
    if item not in sequence.items or not _within(sequence, item):
        return None
    if sequence.flow:
        return _remove_in_flow(document, sequence.span, "[]", sequence.items, item)
    gone = _lines(document, item.span, _DASH)
    return _leave(document, gone, "[]") if len(sequence.items) == 1 else _gone(gone)


def remove_entry(document: Document, mapping: Mapping, entry: Entry) -> tuple[Edit, ...] | None:
    """A mapping without one of its entries; without its only entry it is ``{}``. A comment on its line goes too."""
    if entry not in mapping.entries or not _within(mapping, entry):
        return None
    if mapping.flow:
        return _remove_in_flow(document, mapping.span, "{}", mapping.entries, entry)
    gone = _lines(document, entry.span, _INDENTATION)
    return _leave(document, gone, "{}") if len(mapping.entries) == 1 else _gone(gone)


def append_item(document: Document, sequence: Sequence, word: str) -> tuple[Edit, ...] | None:
    """A list with one more string at its end, quoted and laid out as its last item."""
    if not sequence.items:
        return (Edit(sequence.span, f"[{quoted(word)}]"),) if sequence.flow else None
    last = sequence.items[-1]
    if not _within(sequence, last):
        return None
    source = quoted(word, last.style if isinstance(last, Scalar) else "")
    if sequence.flow:
        return _insert(last.span.end, f", {source}")
    before = _before(document, last.span.start)
    return _insert_line(document, last.span.end, before + source) if _DASH.match(before) else None


def insert_entry(
    document: Document, mapping: Mapping | None, source: str, after: Entry | None = None
) -> tuple[Edit, ...] | None:
    """A mapping with one more entry, given as source on one line, behind one of its entries (the last by default)."""
    if mapping is None:
        return None
    if not mapping.entries:
        return (Edit(mapping.span, f"{{ {source} }}"),) if mapping.flow else None
    after = after or mapping.entries[-1]
    if after not in mapping.entries or not _within(mapping, after):
        return None
    if mapping.flow:
        return _insert(after.span.end, f", {source}")
    before = _before(document, after.span.start)
    return _insert_line(document, after.span.end, before + source) if _INDENTATION.match(before) else None


def _within(parent: Node, child: Node | Entry) -> bool:
    """Whether a child is written where its parent is, and not brought in by an alias or a merge key."""
    return parent.span.start <= child.span.start and child.span.end <= parent.span.end


def _insert(offset: int, text: str) -> tuple[Edit, ...]:
    return (Edit(Span(offset, offset), text),)


def _insert_line(document: Document, offset: int, line: str) -> tuple[Edit, ...] | None:
    """A new line after the line of an offset, behind whatever comment ends that line."""
    content = document.lines.line_span(document.lines.line_of(offset))
    if not _REST_OF_LINE.match(document.text[offset : content.end]):
        return None
    return _insert(content.end, line_end_of(document.text) + line)


def _before(document: Document, offset: int) -> str:
    """What stands on the line of an offset before it."""
    return document.text[document.lines.line_span(document.lines.line_of(offset)).start : offset].removeprefix("\ufeff")


def _gone(span: Span | None) -> tuple[Edit, ...] | None:
    return (Edit(span, ""),) if span else None


def _lines(document: Document, span: Span, beginning: re.Pattern[str]) -> Span | None:
    """The lines of something that has them to itself, with their comments and line ends."""
    last = document.lines.line_of(max(span.end - 1, span.start))
    rest = document.text[span.end : max(document.lines.line_span(last).end, span.end)]
    if not beginning.match(_before(document, span.start)) or not _REST_OF_LINE.match(rest):
        return None
    start = document.lines.full_line_span(document.lines.line_of(span.start)).start
    return Span(start, document.lines.full_line_span(last).end)


def _leave(document: Document, gone: Span | None, empty: str) -> tuple[Edit, ...] | None:
    """An empty collection behind the key on the line above, in place of the lines that go."""
    if gone is None:
        return None
    above = document.lines.line_span(document.lines.line_of(gone.start) - 1)
    colon = _COLON.match(above.of(document.text))
    if not colon:
        return None
    return (*_insert(above.start + colon.end(), f" {empty}"), Edit(gone, ""))


def _remove_in_flow(
    document: Document, whole: Span, empty: str, members: tuple[Node | Entry, ...], member: Node | Entry
) -> tuple[Edit, ...] | None:
    """One member gone with its comma, and with its line where it has that to itself."""
    text, at = document.text, members.index(member)
    if len(members) == 1:
        return (
            None
            if "#" in text[whole.start : member.span.start] + text[member.span.end : whole.end]
            else (Edit(whole, empty),)
        )
    comma = re.compile(r"[ \t]*,[ \t]*").match(text, member.span.end)
    end = comma.end() if comma else member.span.end
    own_lines = _lines(document, Span(member.span.start, end), _INDENTATION)
    if comma and own_lines:
        return (Edit(own_lines, ""),)
    if at + 1 < len(members):
        return (Edit(Span(member.span.start, end), ""),) if comma else None
    before = members[at - 1].span.end
    if "#" in text[before : member.span.start]:
        return (Edit(member.span, ""),)
    return (Edit(Span(before, member.span.end), ""),)
