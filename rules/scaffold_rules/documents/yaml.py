"""YAML text in, a tree with spans out, judged as the scaffold tool's js-yaml judges it. Parsing never fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml as libyaml

from scaffold_rules.documents.yaml_nodes import (
    Dialect,
    Entry,
    Mapping,
    Node,
    Scalar,
    ScalarValue,
    Sequence,
    Tree,
    YamlProblem,
    entry_at,
    follow,
    node_at,
)
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.text import Span

__all__ = [
    "Dialect", "Entry", "Mapping", "Node", "Scalar", "ScalarValue", "Sequence", "Tree", "YamlProblem",
    "entry_at", "follow", "node_at", "parse_yaml", "value_of",
]  # fmt: skip


def parse_yaml(text: str, dialect: Dialect, span: Span | None = None, edited: int | None = None) -> Tree:
    """The tree of the YAML in a span of the text (all of it by default); offsets in the result are into the text.

    ``edited`` is the offset of the author's last edit, if known: damage is looked for on that line first.
    """
    start, end = span or (0, len(text))
    part = text[start:end].replace("\0", " ")
    # A byte order mark is no content, and libyaml does not count it.
    if part[:1] == "\ufeff":
        part = part[1:]
        start += 1
    problems: list[YamlProblem] = []
    root = None
    try:
        events = libyaml.parse(part.encode("utf-8", "replace").decode(), Loader=libyaml.CSafeLoader)
        root = _Composer(events, dialect, start, problems).document()
    except libyaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = min(start + (mark.index if mark else 0), end)
        problems.append(YamlProblem("syntax-error", Span(at, at), str(getattr(error, "problem", None) or error)))
    return Tree(root, tuple(problems))


class _Composer:
    def __init__(self, events: Iterator[Any], dialect: Dialect, base: int, problems: list[YamlProblem]) -> None:
        self.events, self.dialect, self.base, self.problems = events, dialect, base, problems
        self.anchors: dict[str, Node] = {}

    def document(self) -> Node | None:
        root = None
        for event in self.events:
            if isinstance(event, libyaml.DocumentStartEvent):
                if root is not None:
                    at = self.base + event.start_mark.index
                    self.problems.append(YamlProblem("second-document", Span(at, at + 3), "a second document"))
                    return root
                first = next(self.events)
                if isinstance(first, libyaml.ScalarEvent) and first.implicit[0] and not first.value:
                    continue
                root = self.node(first, 0)
        return root

    def node(self, event: Any, blank: int) -> Node:
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        node: Node
        if isinstance(event, libyaml.ScalarEvent):
            style = event.style or ""
            value: ScalarValue = event.value
            if not style and not event.value and event.implicit[0]:
                return Scalar(Span(blank, blank), None, "", "")
            if not style and event.implicit[0]:
                value = resolve(event.value, self.dialect)
            node = Scalar(Span(start, end), value, event.value, style)
        elif isinstance(event, libyaml.SequenceStartEvent):
            items = []
            for item in iter(lambda: next(self.events), None):
                end = self.base + item.end_mark.index
                if isinstance(item, libyaml.SequenceEndEvent):
                    break
                items.append(self.node(item, end))
            if not event.flow_style and items:
                end = max(items[-1].span.end, start)
            node = Sequence(Span(start, end), tuple(items), bool(event.flow_style))
        elif isinstance(event, libyaml.MappingStartEvent):
            entries = []
            for item in iter(lambda: next(self.events), None):
                end = self.base + item.end_mark.index
                if isinstance(item, libyaml.MappingEndEvent):
                    break
                key = self.node(item, end)
                value_node = self.node(next(self.events), key.span.end + 1)
                if isinstance(key, Scalar):
                    entries.append(Entry(key, value_node))
            if not event.flow_style and entries:
                end = max(entries[-1].span.end, start)
            node = Mapping(Span(start, end), tuple(entries), bool(event.flow_style))
        else:
            return self.anchors.get(event.anchor) or Scalar(Span(start, end), None, "", "")
        if event.anchor:
            self.anchors[event.anchor] = node
        return node


def value_of(node: Node | None) -> object:
    """Plain Python data as the scaffold tool sees it: dicts, lists and scalars."""
    match node:
        case Mapping():
            return {entry.key.text: value_of(entry.value) for entry in node.entries}
        case Sequence():
            return [value_of(item) for item in node.items]
        case Scalar():
            return node.value
        case _:
            return None
