"""What YAML text is made of: scalars, sequences and mappings that know where they stand, and ways to find one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

from scaffold_rules.text import Span

ScalarValue: TypeAlias = str | int | float | bool | bytes | dt.date | None


class Dialect(Enum):
    """The js-yaml schema the scaffold tool reads a kind of file with."""

    FAILSAFE = "failsafe"
    """Pipeline steps and tools: every scalar is a string, a blank value is null."""
    JSON = "json"
    """Knowledge and guides: null, booleans and numbers besides; dates stay strings, ``<<`` is a key."""
    DEFAULT = "default"
    """Presets, overlays and configuration: dates and ``<<`` merges besides."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. ``text`` is its content as a string, unescaped and folded; the span covers the quotes."""

    span: Span
    value: ScalarValue
    text: str
    style: str
    """The way it is written: plain ``""``, quoted ``"'"`` or ``'"'``, literal ``"|"``, folded ``">"``."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. The span reaches from the first dash or bracket to the end of the last item or bracket."""

    span: Span
    items: tuple[Node, ...]
    flow: bool


class Entry(NamedTuple):
    """One key of a mapping with its value; a blank value is a null scalar with an empty span right after the colon."""

    key: Scalar
    value: Node

    @property
    def span(self) -> Span:
        """From the start of the key to the end of the value."""
        return Span(self.key.span.start, max(self.key.span.end, self.value.span.end))


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the text; a duplicate key is there twice."""

    span: Span
    entries: tuple[Entry, ...]
    flow: bool
    merged: tuple[Entry, ...] | None = None
    """What ``<<`` keys bring in (DEFAULT dialect); None where there is no merge key."""

    def get(self, name: str) -> Entry | None:
        """The first entry whose key reads as the name; in the DEFAULT dialect also one that ``<<`` merges in."""
        for entry in self.entries:
            if entry.key.text == name:
                return entry
        for entry in self.merged or ():
            if entry.key.text == name:
                return entry
        return None

    def value(self, name: str) -> Node | None:
        """The value of the first entry whose key reads as the name."""
        entry = self.get(name)
        return None if entry is None else entry.value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping


class YamlProblem(NamedTuple):
    """Something the scaffold tool's YAML parser refuses, at the place where the author slipped."""

    name: str
    span: Span
    message: str
    related: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Parsed YAML: the root (None when there is none), the problems, and the lines whose reading is a guess."""

    root: Node | None
    problems: tuple[YamlProblem, ...]
    repaired: tuple[Span, ...] = ()


def node_at(tree: Tree, offset: int) -> tuple[Node | Entry, ...]:
    """The path from the root to the innermost node at the offset; empty when the offset is outside the root."""
    path: list[Node | Entry] = []
    node: Node | Entry | None = tree.root
    while node is not None and node.span.covers(offset):
        path.append(node)
        children: tuple[Node | Entry, ...]
        match node:
            case Mapping():
                children = node.entries
            case Sequence():
                children = node.items
            case Entry():
                # The value of a half-typed key is where the key ends: what is there is the key.
                children = (node.value, node.key)
            case _:
                children = ()
        node = next((child for child in reversed(children) if child.span.covers(offset)), None)
    return tuple(path)


def follow(root: Node | None, path: Iterable[str | int]) -> Node | None:
    """The node at a path of keys and indexes, or None."""
    node = root
    for step in path:
        if isinstance(node, Mapping):
            node = node.value(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def entry_at(root: Node | None, path: Iterable[str | int]) -> Entry | None:
    """The entry, key and value, at a path that ends in a mapping key, or None."""
    *parents, last = tuple(path) or ("",)
    parent = follow(root, parents)
    return parent.get(str(last)) if isinstance(parent, Mapping) else None
