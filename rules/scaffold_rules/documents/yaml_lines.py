"""Lines of a block collection: which one starts an entry, which one ends the collection, which one is out of place."""

from __future__ import annotations

import re

from scaffold_rules.documents.yaml_inline import no_start
from scaffold_rules.documents.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence, YamlProblem
from scaffold_rules.documents.yaml_reader import END, SPACES, Reader, Slip, TabIndentation, is_block_line
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.text import Span

_SIMPLE_TEXT = r"([^ \t\r\n\0,\[\]{}#&*!|>'\"%@`?:-](?:[^:#\t\r\n\0]+|:(?![ \t\r\n])|(?<! )#)*+)\n( *+)(?![ \t\r\n#])"
_SIMPLE_ENTRY = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*+): ++" + _SIMPLE_TEXT)
_SIMPLE_ITEM = re.compile(r"- ++" + _SIMPLE_TEXT)
_COMMENT_BELOW = re.compile(r"[ \t]*(?:[\r\n][ \t\r\n]*)?#")
_OPENING_LINE = re.compile(r"-[ \t]|[^\r\n]*:[ \t]*(?:[ \t]#[^\r\n]*)?[\r\n]")
_KEY_WITHOUT_BLANK = re.compile(r"[A-Za-z_][\w-]*:(?!//)(?=[^ \t\r\n])")


def simple_entry(reader: Reader, column: int) -> Entry | None:
    """The entry of a line that is nothing but a key and a plain value, as most are; None for all others."""
    match = _SIMPLE_ENTRY.match(reader.source, reader.at)
    if match is None or len(match[3]) > column or reader.dirty:
        return None
    key, value = match[1], match[2].rstrip(" ")
    name = Scalar(Span(reader.at, match.end(1)), resolve(key, reader.dialect), key, "")
    start = match.start(2)
    _next_line(reader, match, 3)
    return Entry(name, Scalar(Span(start, start + len(value)), resolve(value, reader.dialect), value, ""))


def simple_item(reader: Reader, column: int) -> Scalar | None:
    """The item of a line that is nothing but a dash and a plain value; None for all others."""
    match = _SIMPLE_ITEM.match(reader.source, reader.at)
    if match is None or len(match[2]) > column or reader.dirty:
        return None
    value, start = match[1].rstrip(" "), match.start(1)
    _next_line(reader, match, 2)
    return Scalar(Span(start, start + len(value)), resolve(value, reader.dialect), value, "")


def _next_line(reader: Reader, match: re.Match[str], indentation: int) -> None:
    reader.line, reader.at = match.span(indentation)
    reader.indent = reader.at - reader.line
    reader.tab = -1


def at_dash(reader: Reader) -> bool:
    return reader.source[reader.at] == "-" and reader.source[reader.at + 1] in SPACES


def at_question(reader: Reader) -> bool:
    return reader.source[reader.at] == "?" and reader.source[reader.at + 1] in SPACES


def goes_on(reader: Reader, column: int, parent: int, *, dashes: bool) -> int:
    """The column a collection goes on at with the next line; -1 when that does not belong to it. One that is indented
    less, but not as little as what is around the collection, belongs to nothing: it is taken to be meant for here.
    """
    if reader.indent <= parent < column or reader.indent < column <= parent:
        return -1
    is_over = reader.source[reader.at] == END or reader.at_separator()
    if is_over or (dashes and column <= parent and not at_dash(reader)):
        return -1
    if reader.indent < column and at_dash(reader) is dashes:
        line = Span(reader.line, reader.line_end(reader.at))
        message = f"this line is indented by {reader.indent} spaces, the lines it belongs to by {column}"
        reader.note(YamlProblem("syntax-error", Span(reader.at, line.end), message))
        reader.repaired.append(line)
        return _realigned(reader, column)
    return column


def _realigned(reader: Reader, column: int) -> int:
    """Where the entries of a collection stand from here on, when this line is indented less than those above it.

    That is where this line stands, if the lines below go with it: then it was the ones above that stood too deep.
    """
    own = reader.indent
    is_first, opens = True, _OPENING_LINE.match(reader.source, reader.at) is not None
    for indent, token in reader.lines_below(reader.at):
        is_item = reader.source[token] == "-" and at_dash(reader)
        if is_first and opens and own < indent <= column and not is_item:
            return own
        if indent <= column:
            return column if indent == column else own
        is_first = False
    return own


def check_after(reader: Reader, column: int, line: int, node: Node) -> None:
    """Slip when something follows an entry that started on a line before its collection can go on."""
    at, source = reader.at, reader.source
    if source[at] == END:
        return
    blanks = source[reader.line : at]
    if reader.line != line and "\t" in blanks and not blanks.strip(" \t"):
        raise TabIndentation(reader.line + blanks.index("\t"))
    # What closes a quote or a bracket may not be followed by a key, as it may in js-yaml: there, a quote is missing.
    # A tag or an anchor of the blank above may be: js-yaml looks for those on later lines.
    if reader.line != line and reader.indent <= column and blanks[reader.indent : reader.indent + 1] in ("", "!", "&"):
        return
    if source[at] == ":" and isinstance(node, Scalar) and not node.style and node.text:
        if reader.line == line:
            raise Slip(node.span.start, reader.line_end(at), 'a value with ": " in it must stand in quotes')
        start = reader.line + reader.indent
        if " " in source[node.span.start : reader.line_end(node.span.start)].rstrip():
            raise Slip(start, at + 1, 'a value with ": " in it must stand in quotes, or in a block of text after |')
        raise Slip(start, at + 1, "this line has a key, but is indented like a part of the value above it")
    if node.span.start == node.span.end:
        raise no_start(reader)
    end = reader.line_end(at)
    if isinstance(node, Scalar) and node.style in ("'", '"') and at > node.span.end - 1:
        raise Slip(at, end, f"text after the closing {node.style}; put all of the value into the quotes")
    if isinstance(node, Sequence | Mapping) and node.flow:
        raise Slip(at, end, "text after the closing bracket; remove it, or put the whole value in quotes")
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        raise Slip(at, end, "this line is indented less than the block of text it goes on with; indent both alike")
    raise Slip(at, end, "this line is indented deeper than the one it continues, which is complete already")


def is_cut_off(reader: Reader, start: int) -> bool:
    """Whether a comment keeps a word from the lines below it, which it would be the first key of."""
    if not _COMMENT_BELOW.match(reader.source, reader.at):
        return False
    before = reader.at, reader.line, reader.indent, reader.tab
    column = start - reader.line
    reader.skip()
    same = reader.at - reader.line == column == reader.indent and is_block_line(reader.source, reader.at)
    is_key = same and not at_dash(reader)
    reader.at, reader.line, reader.indent, reader.tab = before
    return is_key


def no_colon(reader: Reader, start: int) -> Slip:
    """What is wrong with a line of a mapping that is no key."""
    if match := _KEY_WITHOUT_BLANK.match(reader.source, start):
        return Slip(*match.span(), "a space is missing after this colon", is_key=True)
    return Slip(start, reader.line_end(start), "a colon is missing after this key", is_key=True)
