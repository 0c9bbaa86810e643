"""Nodes that may stand within a line: scalars, aliases, flow collections, and their tags and anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from scaffold_rules.documents.yaml_nodes import Entry, Node, Scalar, Sequence, YamlProblem
from scaffold_rules.documents.yaml_reader import END, MAX_DEPTH, MAX_EXPANSION, SPACES, Anchored, Reader, Slip
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.documents.yaml_scan import double_quoted, plain, single_quoted
from scaffold_rules.documents.yaml_tags import key_scalar, mapping_of, tag_name, tagged
from scaffold_rules.text import Span

_ANCHOR = re.compile(r"[&*]([^ \t\r\n\0,\[\]{}]*)")
_SIMPLE_WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*+")
_SIMPLE_LIST = re.compile(rf"\[ *+(?:{_SIMPLE_WORD.pattern}(?: *+, *+{_SIMPLE_WORD.pattern})*+ *+)?\]")
_TAG = re.compile(r"!(?:<[^>\0]*>|[^ \t\r\n\0]*)")


class Properties:
    """The tag and the anchor in front of a node."""

    __slots__ = ("anchor", "start", "tag")

    def __init__(self, start: int) -> None:
        self.start = start
        self.tag: str | None = None
        self.anchor: str | None = None


def read_property(reader: Reader, found: Properties) -> bool:
    """Read the tag or the anchor at the reader's place into ``found``; whether there was one."""
    at = reader.at
    if reader.source[at] == "&":
        match = _ANCHOR.match(reader.source, at)
        assert match is not None
        if found.anchor is not None or not match[1]:
            raise Slip(at, match.end(), "a plain value cannot start with &; put it in quotes")
        found.anchor = match[1]
    elif reader.source[at] == "!":
        match = _TAG.match(reader.source, at)
        assert match is not None
        if found.tag is not None:
            raise Slip(at, match.end(), "a value can have one tag only")
        found.tag = tag_name(reader, match.group(), at)
    else:
        return False
    reader.at = match.end()
    return True


def inline_node(reader: Reader, parent: int, *, in_flow: bool) -> Node | None:
    """A node of a flow collection, or a key of a block mapping; None when nothing that can be one stands here."""
    if reader.source[reader.at] not in "!&":
        return content(reader, parent, in_flow=in_flow)
    found = Properties(reader.at)
    deep = True
    while read_property(reader, found):
        if reader.skip():
            deep = reader.indent > parent
    return finished(reader, found, lambda: content(reader, parent, in_flow=in_flow, found=found) if deep else None)


def content(reader: Reader, indent: int, *, in_flow: bool, found: Properties | None = None) -> Node | None:
    """A flow collection, a quoted scalar, an alias or a plain scalar; ``found`` is what stood in front of it."""
    match reader.source[reader.at]:
        case "[" | "{":
            return flow_collection(reader, indent)
        case "'":
            return single_quoted(reader)
        case '"':
            return double_quoted(reader)
        case "*":
            if found is not None:
                raise Slip(found.start, reader.at + 1, "an alias cannot have a tag or an anchor of its own")
            return alias(reader)
        case _:
            return plain(reader, indent, in_flow=in_flow, implicit=found is None or found.tag is None)


def finished(reader: Reader, found: Properties, read: Callable[[], Node | None]) -> Node:
    """The node that ``read`` gives, with its tag applied and its anchor remembered."""
    expansion, depth, deepest = reader.expansion, reader.depth, reader.deepest
    reader.deepest = depth
    if found.anchor is not None:
        reader.building.append(found.anchor)
    try:
        node = read()
    finally:
        if found.anchor is not None:
            reader.building.pop()
    if node is None:
        node = reader.blank(reader.at)
    if found.tag is not None:
        node = tagged(reader, node, found.tag, found.start)
    if found.anchor is not None:
        size = node.span.end - node.span.start + reader.expansion - expansion
        reader.anchors[found.anchor] = Anchored(node, size, reader.deepest - depth)
        if found.anchor in reader.building:  # what is around has lost its name
            reader.building[:] = ["" if name == found.anchor else name for name in reader.building]
    reader.deepest = max(deepest, reader.deepest)
    return node


def alias(reader: Reader) -> Node:
    """The anchored node an alias stands for, with the span of the alias."""
    match = _ANCHOR.match(reader.source, reader.at)
    assert match is not None
    span, name = Span(*match.span()), match[1]
    if name in reader.building:
        raise Slip(*span, f"*{name} stands inside what &{name} marks; a value cannot contain itself", "anchor-bomb")
    if name not in reader.anchors:
        raise Slip(*span, f'there is no anchor "&{name}" above; put the value in quotes if * is meant as text')
    reader.at = match.end()
    reader.skip()
    node, size, depth = reader.anchors[name]
    reader.expansion += size
    if reader.expansion > MAX_EXPANSION or reader.depth + depth > MAX_DEPTH:
        message = f"the aliases up to here stand for more than {MAX_EXPANSION:,} characters; write less of it by alias"
        if all(problem.name != "anchor-bomb" for problem in reader.problems):  # the first one says it
            reader.note(YamlProblem("anchor-bomb", span, message))
        return reader.blank(span.start)
    reader.deepest = max(reader.deepest, reader.depth + depth)
    return replace(node, span=span)


def flow_collection(reader: Reader, indent: int) -> Node:
    """A ``[list]`` or a ``{mapping}``."""
    start, source = reader.at, reader.source
    if match := _SIMPLE_LIST.match(source, start):
        reader.at = match.end()
        return _simple_list(reader, start)
    closer = "]" if source[start] == "[" else "}"
    reader.descend(start)
    items: list[Node] = []
    entries: list[Entry] = []
    reader.at += 1
    comma = True
    while True:
        reader.skip()
        char = source[reader.at]
        if char == closer:
            break
        if char == END:
            raise unclosed(reader, start)
        if not comma:
            raise _no_comma(reader)
        if char == ",":
            raise Slip(reader.at, reader.at + 1, "nothing stands before this comma; remove it")
        flow_item(reader, indent, items, entries, closer)
        reader.skip()
        comma = source[reader.at] == ","
        reader.at += comma
    reader.depth -= 1
    reader.at += 1
    span = Span(start, reader.at)
    return Sequence(span, tuple(items), flow=True) if closer == "]" else mapping_of(reader, span, entries, flow=True)


def _simple_list(reader: Reader, start: int) -> Sequence:
    """A list of nothing but words, as most are."""
    words = _SIMPLE_WORD.finditer(reader.source, start, reader.at)
    items = (Scalar(Span(*word.span()), resolve(word[0], reader.dialect), word[0], "") for word in words)
    return Sequence(Span(start, reader.at), tuple(items), flow=True)


def unclosed(reader: Reader, start: int) -> Slip:
    """That a bracket is never closed."""
    bracket = reader.source[start]
    closer = "]" if bracket == "[" else "}"
    return Slip(start, start + 1, f"this {bracket} is never closed; add the closing {closer}")


def _no_comma(reader: Reader) -> Slip:
    """Where a comma is missing: before a key on a new line, if its colon is what was met, else right here."""
    at = reader.at
    start = reader.line + reader.indent if reader.source[at] == ":" else at
    return Slip(min(start, at), at + 1, "a comma is missing before this")


def flow_item(reader: Reader, indent: int, items: list[Node], entries: list[Entry], closer: str) -> None:
    """Read one item, or one key with its value, into the items or the entries."""
    source = reader.source
    explicit = source[reader.at] == "?" and source[reader.at + 1] in SPACES
    if explicit:
        reader.at += 1
        reader.skip()
    start, line = reader.at, reader.line
    key = inline_node(reader, indent, in_flow=True)
    reader.skip()
    value: Node | None = None
    pair = explicit
    if source[reader.at] == ":" and (explicit or reader.line == line):
        pair = True
        reader.at += 1
        colon = reader.at
        reader.skip()
        value = inline_node(reader, indent, in_flow=True)
        if value is None and source[reader.at] not in ",]}\0":
            raise no_start(reader)
        value = value or reader.blank(colon)
    elif key is None and not explicit:
        raise no_start(reader)
    if closer == "]" and not pair:
        items.append(key or reader.blank(start))
        return
    entry = Entry(key_scalar(key or reader.blank(start)), value or reader.blank((key or reader.blank(start)).span.end))
    if closer == "]":
        items.append(mapping_of(reader, entry.span, [entry], flow=True))
    else:
        entries.append(entry)


def no_start(reader: Reader) -> Slip:
    """Why no value can start at the reader's place."""
    at, source = reader.at, reader.source
    char = source[at]
    if char in "%@`":
        return Slip(at, reader.line_end(at), f"a plain value cannot start with {char}; put it in quotes")
    if char == "-" and source[at + 1] in SPACES and at == reader.line + reader.indent:
        return Slip(at, reader.line_end(at), "an item of a list cannot stand among keys; indent it below its key")
    if char in "-?" and source[at + 1] in SPACES:
        return Slip(at, at + 1, f'"{char} " cannot stand here; start it on a line of its own')
    if char in "]},":
        return Slip(at, at + 1, f"there is no opening bracket for this {char}; remove it, or put the value in quotes")
    if char == ":":
        return Slip(at, at + 1, "a key is missing before this colon")
    if char in "|>":
        return Slip(at, at + 1, f"a plain value cannot start with {char}; put it in quotes")
    return Slip(at, reader.line_end(at), "no value can start here; put it in quotes")
