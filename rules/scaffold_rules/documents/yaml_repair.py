"""What an author most likely meant by a line that does not parse: the half of a key, a quote or a bracket left open."""

from __future__ import annotations

import re

from scaffold_rules.documents.yaml_inline import content, inline_node, unclosed
from scaffold_rules.documents.yaml_nodes import Entry, Node, Scalar, Sequence, YamlProblem
from scaffold_rules.documents.yaml_reader import BREAKS, END, MAX_DEPTH, Anchored, Reader, Slip, is_block_line
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.documents.yaml_scan import block_scalar
from scaffold_rules.documents.yaml_tags import key_scalar, mapping_of
from scaffold_rules.text import Span

_KEY = re.compile(
    r"""(?:"([^"\\\r\n]*)"[ \t]*|'([^'\r\n]*)'[ \t]*|([^ \t\r\n\0,\[\]{}#&*!|>'"%@`:-][^\r\n\0#:]*+)):(?=[ \t\r\n])"""
)
_KEY_WITHOUT_BLANK = re.compile(r"([A-Za-z_][\w-]*):(?!//)(?=[^ \t\r\n])")
_WORD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*(?=[\r\n#])")
_ANCHOR = re.compile(r"&([^ \t\r\n\0,\[\]{}]+)[ \t]+")
_COMMENT = re.compile(r"(?<=[ \t])#")
_CLOSED = re.compile(r"""\"(?:[^"\\\r\n\0]|\\[^\r\n\0])*"|'(?:[^'\r\n\0]|'')*'""")
_FLOW_TEXT = re.compile(r"[^,\[\]{}\r\n\0]+")
_BLANKS = re.compile(r"[ \t]*")


def rough_key(reader: Reader, start: int) -> tuple[Scalar | None, int]:
    """The key a broken line starts with, if it has one, and where its value would start."""
    if match := _KEY.match(reader.source, start):
        text = next(part for part in match.groups() if part is not None)
        text = text.rstrip(" \t") if match[3] else text
        quote = "" if match[3] is not None else reader.source[start]
        end = start + len(text) + 2 * len(quote)
        value = text if quote else resolve(text, reader.dialect)
        return Scalar(Span(start, end), value, text, quote), match.end()
    if match := _KEY_WITHOUT_BLANK.match(reader.source, start):
        return Scalar(Span(*match.span(1)), match[1], match[1], ""), match.end()
    if match := _WORD.match(reader.source, start):
        reader.guessed.add(start)
        return Scalar(Span(*match.span(1)), match[1], match[1], ""), match.end(1)
    return None, start


def rough_value(reader: Reader, at: int, column: int) -> tuple[Node, YamlProblem | None]:
    """The value that starts on the line of an entry, as far as it can be understood, and what is wrong inside it.

    The reader's source must end where the entry, in a collection at the column, ends.
    """
    source = reader.source
    anchor = _ANCHOR.match(source, _blanks(source, at))
    reader.at = _blanks(source, anchor.end() if anchor else at)
    mark = len(reader.problems)
    problem: YamlProblem | None = None
    node: Node
    char = source[reader.at]
    start = reader.at
    if char in BREAKS + END or (char == "#" and source[start - 1] in " \t"):
        reader.skip()
        if source[reader.at] not in "[{\"'" or is_block_line(source, reader.at):
            return reader.blank(at), None
        start, char = reader.at, source[reader.at]
    reader.building += [anchor[1]] if anchor else []
    try:
        if char in "[{\"'":
            node = content(reader, 0, in_flow=False) or reader.blank(start)
        else:
            node = block_scalar(reader, column + 1) if char in "|>" else _text(reader)
    except Slip as slip:
        problem = slip.problem
        del reader.problems[mark:]
        reader.at = start
        node = _rough(reader)
        is_open = char in "[{" and source[reader.at - 1] not in "]}"
        if is_open and problem.span.start > reader.line_end(start):
            problem = unclosed(reader, start).problem
    if anchor:
        reader.building.pop()
        reader.anchors[anchor[1]] = Anchored(node if isinstance(node, Scalar) else reader.blank(start), 0, 0)
    return node, problem


def _blanks(source: str, at: int) -> int:
    match = _BLANKS.match(source, at)
    assert match is not None
    return match.end()


def _text(reader: Reader) -> Scalar:
    """The rest of the line as one plain scalar, whatever characters are in it."""
    start, source = reader.at, reader.source
    end = reader.line_end(start)
    comment = _COMMENT.search(source, start, end)
    text = source[start : comment.start() if comment else end].rstrip(" \t")
    end = start + len(text)
    if " " in text:
        # Several words are prose, and what is below them goes on with it; a single one may be in the way of a mapping.
        more = source[end:].removesuffix(END).rstrip()
        text, end = " ".join((text + more).split()), end + len(more)
    reader.at = end
    return Scalar(Span(start, end), resolve(text, reader.dialect), text, "")


def _rough(reader: Reader) -> Node:
    """What can be told of a flow collection or scalar that does not parse."""
    match reader.source[reader.at]:
        case "[" | "{":
            return _rough_flow(reader, 0)
        case "|" | ">":
            return _rough_lines(reader)
        case _:
            return _rough_quoted(reader)


def _rough_lines(reader: Reader) -> Scalar:
    """A block scalar whose first line is broken: the lines below it."""
    start, source = reader.at, reader.source
    text = " ".join(source[reader.line_end(start) :].removesuffix(END).split())
    reader.at = len(source) - 1
    end = min(start + len(source[start:].removesuffix(END).rstrip()), reader.limit)
    return Scalar(Span(start, end), text, text, source[start])


def _rough_quoted(reader: Reader) -> Scalar:
    """A quoted scalar that is never closed: to the end of its line, or of the entry when no other lines are in it."""
    start, source = reader.at, reader.source
    if closed := _CLOSED.match(source, start):
        reader.at = closed.end()
        return Scalar(Span(*closed.span()), closed.group()[1:-1], closed.group()[1:-1], source[start])
    end = reader.line_end(start)
    while source[end] in BREAKS and source[end + 1] != END and not is_block_line(source, end + 1):
        end = reader.line_end(end + 1)
    text = " ".join(source[start + 1 : end].split())
    reader.at = end
    return Scalar(Span(start, end), text, text, source[start])


def _rough_flow(reader: Reader, depth: int) -> Node:
    """A flow collection with something wrong in it: all the items that can be told apart."""
    start, source = reader.at, reader.source
    closer = "]" if source[start] == "[" else "}"
    items: list[Node] = []
    entries: list[Entry] = []
    reader.at = end = start + 1
    while True:
        crossed = reader.skip()
        char = source[reader.at]
        if char == END or (crossed and is_block_line(source, reader.at) and (closer == "]" or char == "-")):
            break
        if char in "]}":
            reader.at = end = reader.at + 1
            break
        if char in ",:":
            reader.at += 1
            continue
        key = _rough_item(reader, depth)
        end = reader.at
        at = _blanks(source, end)
        if source[at] != ":" or (closer == "]" and source[at + 1] not in " \t\r\n"):
            (items.append(key) if closer == "]" else entries.append(Entry(_as_key(key), reader.blank(end))))
            continue
        reader.at = _blanks(source, at + 1)
        value = reader.blank(at + 1) if source[reader.at] in ",]}\r\n\0" else _rough_item(reader, depth)
        end = reader.at
        entry = Entry(_as_key(key), value)
        (items.append(mapping_of(reader, entry.span, [entry], flow=True)) if closer == "]" else entries.append(entry))
    reader.at = end
    span = Span(start, min(end, reader.limit))
    return Sequence(span, tuple(items), flow=True) if closer == "]" else mapping_of(reader, span, entries, flow=True)


def _rough_item(reader: Reader, depth: int) -> Node:
    """One item of a broken flow collection; the reader always moves on."""
    start, source = reader.at, reader.source
    if source[start] in "[{":
        if depth < MAX_DEPTH:
            return _rough_flow(reader, depth + 1)
        reader.at = len(source) - 1
        return reader.blank(start)
    line = reader.line
    try:
        node = None if source[start] in "!&*" else inline_node(reader, 0, in_flow=True)
    except Slip:
        node = None
    if node is not None and (reader.line == line or source[start] in "\"'"):
        return node
    match = _FLOW_TEXT.match(source, start)
    reader.at = match.end() if match else start + 1
    text = source[start : reader.at].rstrip(" \t")
    return Scalar(Span(start, start + len(text)), resolve(text, reader.dialect), text, "")


def _as_key(node: Node) -> Scalar:
    try:
        return key_scalar(node)
    except Slip:
        return Scalar(node.span, "", "", "")
