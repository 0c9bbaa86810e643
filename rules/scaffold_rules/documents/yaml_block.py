"""Nodes made of lines: block sequences and mappings, which repair the entry an author slipped in and go on."""

from __future__ import annotations

import re
import sys

from scaffold_rules.documents.yaml_inline import (
    Properties,
    content,
    finished,
    inline_node,
    no_start,
    read_property,
)
from scaffold_rules.documents.yaml_lines import (
    at_dash,
    at_question,
    check_after,
    goes_on,
    is_cut_off,
    no_colon,
    simple_entry,
    simple_item,
)
from scaffold_rules.documents.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from scaffold_rules.documents.yaml_reader import (
    END,
    SPACES,
    Anchored,
    Reader,
    Slip,
    TabIndentation,
    is_block_line,
    line_start,
)
from scaffold_rules.documents.yaml_repair import rough_key, rough_value
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.documents.yaml_scan import block_scalar
from scaffold_rules.documents.yaml_tags import key_scalar, mapping_of
from scaffold_rules.text import Span

_SIMPLE_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*) *:(?=[ \t\r\n])")


def block_node(reader: Reader, parent: int, *, is_item: bool, seek: bool, compact: bool) -> Node | None:
    """A node in a block collection whose column is ``parent``; None when there is none.

    ``seek``: it may start on a later line; ``compact``: a collection may start on the line of its dash.
    """
    fresh = seek and reader.skip()
    deeper = reader.indent - parent if fresh else 1
    collections = fresh or compact
    if deeper <= 0 or reader.source[reader.at] not in "!&":
        return _content(reader, parent, deeper, collections=collections, is_item=is_item, found=None)
    found = Properties(reader.at)
    while read_property(reader, found):
        collections = reader.skip()
        if collections:
            deeper = reader.indent - parent
    if collections and deeper > 0 and reader.tab < 0 and (reader.source[reader.at] in "|>" or reader.at_separator()):
        # js-yaml looks for a mapping here, and forgets the tag; the anchor it leaves with the mapping it did not find.
        node = _content(reader, parent, deeper, collections=False, is_item=is_item, found=None)
        if found.anchor is not None:
            reader.anchors[found.anchor] = Anchored(Mapping(Span(found.start, found.start), (), flow=False), 0, 0)
        return node
    return finished(
        reader,
        found,
        lambda: _content(reader, parent, deeper, collections=collections, is_item=is_item, found=found),
    )


def _content(
    reader: Reader, parent: int, deeper: int, *, collections: bool, is_item: bool, found: Properties | None
) -> Node | None:
    """A node without its tag and anchor; ``deeper`` is how much deeper than its parent it is indented."""
    if deeper <= 0:
        # A list may stand at the column of its key.
        if deeper == 0 and collections and not is_item and reader.tab < 0 and at_dash(reader):
            return _sequence(reader, reader.at - reader.line, parent)
        return None
    if collections and reader.tab < 0:
        column = reader.at - reader.line
        node = _sequence(reader, column, parent) if at_dash(reader) else _mapping(reader, column, parent)
        if node is not None:
            return node
    if reader.source[reader.at] in "|>":
        return block_scalar(reader, parent + 1)
    return content(reader, parent + 1, in_flow=False, found=found)


def _sequence(reader: Reader, column: int, parent: int) -> Sequence:
    """A block sequence whose dashes stand at the column."""
    start = reader.at
    reader.descend(start)
    depth = reader.depth
    items: list[Node] = []
    while column >= 0:
        if (simple := simple_item(reader, column)) is not None:
            items.append(simple)
            column = goes_on(reader, column, parent, dashes=True)
            continue
        at, mark = reader.at, len(reader.problems)
        try:
            blank = _item(reader, column, items)
        except Slip as slip:
            blank = False
            del reader.problems[mark:]
            reader.depth = depth
            is_item = reader.source[at] == "-"
            _, item = repaired(reader, column, at, slip, is_item=True)
            if is_item:
                items.append(item)
        if not (blank and at_dash(reader)):
            column = goes_on(reader, column, parent, dashes=True)
    reader.depth -= 1
    return Sequence(Span(start, items[-1].span.end), tuple(items), flow=False)


def _item(reader: Reader, column: int, items: list[Node]) -> bool:
    """Add the item after the dash at the reader's place; whether there is none, only the dash."""
    if not at_dash(reader):
        raise Slip(reader.at, reader.line_end(reader.at), "this stands in a list; start it with a dash and a space")
    after = reader.at = reader.at + 1
    if reader.skip() and reader.indent <= column:
        if reader.tab >= 0 and reader.source[reader.at] != END:
            raise TabIndentation(reader.tab)
        items.append(reader.blank(after))
        return True
    line = reader.line
    node = block_node(reader, column, is_item=True, seek=False, compact=True) or reader.blank(after)
    reader.skip()
    check_after(reader, column, line, node)
    items.append(node)
    return False


def _mapping(reader: Reader, column: int, parent: int) -> Node | None:
    """A block mapping whose keys stand at the column; or what stands there, when no colon follows it."""
    start, depth = reader.at, reader.depth
    entries: list[Entry] = []
    is_mapping = False
    while column >= 0:
        at, mark = reader.at, len(reader.problems)
        if (entry := simple_entry(reader, column)) is not None:
            if not is_mapping:
                reader.descend(start)
                is_mapping = True
            entries.append(entry)
            column = goes_on(reader, column, parent, dashes=False)
            continue
        try:
            key = None
            if not at_question(reader):
                key, has_colon = _key(reader, parent, first=not is_mapping)
                if key is None or not has_colon:
                    return key
            if not is_mapping:
                reader.descend(start)
                is_mapping = True
            entries.append(_explicit_entry(reader, column) if key is None else _entry(reader, column, key))
        except Slip as slip:
            if not is_mapping and not slip.is_key:
                raise
            is_mapping = True
            del reader.problems[mark:]
            reader.depth = depth
            reader.descend(start)
            name, value = repaired(reader, column, at, slip, is_item=False)
            if name is not None:
                entries.append(Entry(name, value))
        column = goes_on(reader, column, parent, dashes=False)
    reader.depth = depth
    end = max(start, entries[-1].span.end) if entries else start
    return mapping_of(reader, Span(start, end), entries, flow=False)


def _key(reader: Reader, parent: int, *, first: bool) -> tuple[Node | None, bool]:
    """What can be a key, and whether a colon follows, behind which the reader then is."""
    start, source = reader.at, reader.source
    if match := _SIMPLE_KEY.match(source, start):
        reader.at = match.end()
        text = match[1]
        return Scalar(Span(start, match.end(1)), resolve(text, reader.dialect), text, ""), True
    line = reader.line
    # Behind the first key, a key that goes on to another line is none, however it goes on.
    node = inline_node(reader, parent + 1 if first else sys.maxsize, in_flow=False)
    if node is None:
        if first:
            return None, False
        raise no_start(reader)
    same_line = reader.line == line
    if same_line:
        while source[reader.at] in " \t":
            reader.at += 1
    has_colon = source[reader.at] == ":"
    if same_line and has_colon:
        reader.at += 1
        if source[reader.at] not in SPACES:
            raise Slip(start, reader.at, "a space is missing after this colon", is_key=True)
        return node, True
    if not first or (has_colon and isinstance(node, Scalar) and not node.style and source[start] != "*"):
        raise no_colon(reader, start)
    if is_cut_off(reader, start):
        raise no_colon(reader, start)
    return node, False


def _entry(reader: Reader, column: int, key: Node) -> Entry:
    """The entry whose colon is right before the reader's place."""
    name = key_scalar(key)
    colon, line = reader.at, reader.line
    value = block_node(reader, column, is_item=False, seek=True, compact=False) or reader.blank(colon)
    reader.skip()
    check_after(reader, column, line, value)
    return Entry(name, value)


def _explicit_entry(reader: Reader, column: int) -> Entry:
    """An entry written as ``? key`` and, on a later line, ``: value``."""
    reader.at += 1
    line = reader.line
    key = block_node(reader, column, is_item=False, seek=True, compact=True) or reader.blank(reader.at)
    reader.skip()
    has_colon = reader.source[reader.at] == ":" and reader.source[reader.at + 1] in SPACES
    has_colon = has_colon and reader.line != line and reader.indent == column
    if not has_colon:
        check_after(reader, column, line, key)
    name = key_scalar(key)
    if has_colon:
        colon = reader.at = reader.at + 1
        line = reader.line
        value = block_node(reader, column, is_item=False, seek=True, compact=True) or reader.blank(colon)
        reader.skip()
        check_after(reader, column, line, value)
        return Entry(name, value)
    return Entry(name, reader.blank(name.span.end))


def repaired(reader: Reader, column: int, start: int, slip: Slip, *, is_item: bool) -> tuple[Scalar | None, Node]:
    """Key and value of an entry with a slip in it, as far as they can be known; the reader is then at the next."""
    whole = reader.source
    # A line indented less than its collection takes those below it along.
    own = min(column, start - line_start(whole, start))
    stop = reader.region_end(start, own, dashes=not is_item)
    first_end = reader.line_end(start)
    reader.line = line = line_start(whole, start)
    reader.source = whole[:stop] + END
    reader.tab, reader.indent = -1, 0
    while whole[reader.line + reader.indent] == " ":
        reader.indent += 1
    try:
        key, at = (None, start + 1 if whole[start] == "-" else start) if is_item else rough_key(reader, start)
        if key is None and not is_item:
            value: Node = reader.blank(start)
            problem = None
        else:
            value, problem = rough_value(reader, at, column)
        reader.note(problem or slip.problem)
        reader.repaired.append(Span(line, reader.line_end(max(first_end, value.span.end))))
        place = (problem or slip.problem).span.start
        if first_end < place < stop:
            reader.repaired.append(Span(line_start(whole, place), reader.line_end(place)))
        if value.span.end <= first_end and (key is not None or is_item):
            value = _lines_below(reader, column, first_end) or value
    finally:
        reader.source = whole[:stop] + END if reader.spent else whole
    reader.jump(stop)
    return key, value


def _lines_below(reader: Reader, column: int, line_end: int) -> Node | None:
    """The collection in the lines below a broken one, if that is what they are."""
    reader.at = line_end
    reader.skip()
    while not is_block_line(reader.source, reader.at):
        if reader.source[reader.at] == END:
            return None
        reader.at = reader.line_end(reader.at)
        reader.skip()
    depth = reader.depth
    try:
        node = block_node(reader, column, is_item=False, seek=False, compact=True)
    except Slip:
        reader.depth = depth
        return None
    return node if isinstance(node, Sequence | Mapping) else None
