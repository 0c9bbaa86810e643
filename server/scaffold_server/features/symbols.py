"""The outline of a document and the names of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Document, MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.yaml import Mapping, Node, Scalar, Sequence
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.markdown import Heading
    from scaffold_rules.project import Project

DEPTH = 3
"""How many levels of YAML keys an outline shows."""


class Symbol(NamedTuple):
    """A thing in an outline. ``kind`` is one of key, list, heading, step, tool, entry, overlay."""

    name: str
    kind: str
    span: Span
    name_span: Span
    detail: str = ""
    children: tuple[Symbol, ...] = ()
    path: str = ""
    container: str = ""


def document_symbols(document: Document) -> tuple[Symbol, ...]:
    """The outline of a document: its YAML keys, then its headings."""
    if not isinstance(document, YamlDocument):
        return ()
    keys = tuple(_keys(document, document.tree.root, 1))
    if not isinstance(document, MarkdownDocument):
        return keys
    return (*keys, *_headings(document))


def _keys(document: YamlDocument, node: Node | None, depth: int) -> Iterator[Symbol]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            below = tuple(_keys(document, entry.value, depth + 1)) if depth < DEPTH else ()
            span = Span(entry.key.span.start, max(entry.key.span.end, entry.value.span.end))
            kind = "list" if isinstance(entry.value, Sequence) else "key"
            yield Symbol(entry.key.text or "?", kind, span, entry.key.span, _detail(entry.value), below)


def _detail(node: Node) -> str:
    match node:
        case Scalar():
            return node.text if len(node.text) <= 60 else node.text[:59] + "…"
        case Sequence():
            return f"{len(node.items)} item{'' if len(node.items) == 1 else 's'}"
    return ""


def _headings(document: MarkdownDocument) -> tuple[Symbol, ...]:
    headings = document.body.headings
    return _nest(headings, len(document.text))


def _nest(headings: tuple[Heading, ...], end: int) -> tuple[Symbol, ...]:
    """Headings as a tree: each holds those of a deeper level that follow it."""
    found: list[Symbol] = []
    at = 0
    while at < len(headings):
        first = headings[at]
        stop = next((i for i in range(at + 1, len(headings)) if headings[i].level <= first.level), len(headings))
        until = headings[stop].span.start if stop < len(headings) else end
        inside = _nest(headings[at + 1 : stop], until)
        found.append(Symbol(first.title or "?", "heading", Span(first.span.start, until), first.span, children=inside))
        at = stop
    return tuple(found)


def workspace_symbols(project: Project, query: str) -> tuple[Symbol, ...]:
    """The steps, tools, entries and overlays whose name contains the letters of a query in their order."""
    found = [symbol for symbol in _named(project) if is_subsequence(query.lower(), symbol.name.lower())]
    return tuple(sorted(found, key=lambda s: (query.lower() not in s.name.lower(), len(s.name), s.name)))


def _named(project: Project) -> Iterator[Symbol]:
    from scaffold_rules.documents.methodology import Overlay, Preset

    for definitions in project.definitions.values():
        for definition in definitions:
            if definition.namespace is Namespace.STEP:
                facts = project.prompt(definition.name)
                kind = "tool" if facts and facts.tool else "step"
                container = (facts.phase or "") if facts else ""
            else:
                kind = "entry"
                container = definition.path.rpartition("/")[0].rpartition("/")[2]
            span = definition.span
            yield Symbol(definition.name, kind, span, span, path=definition.path, container=container)
    for document in project.of(YamlDocument):
        if isinstance(document, Overlay | Preset):
            yield Symbol(
                document.stem, "overlay", document.start, document.start, path=document.path, container="methodology"
            )


def is_subsequence(letters: str, word: str) -> bool:
    """Whether the letters stand in the word in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
