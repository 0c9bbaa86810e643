"""The shape of a document for the editor: what folds, what a selection grows to, what links lead to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from scaffold_rules.documents.document import Document, MarkdownDocument, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.yaml import Mapping, Node, Sequence, node_at
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project


class Fold(NamedTuple):
    """Lines that fold into the first, from 0, the last included."""

    first: int
    last: int


def folds(document: Document) -> tuple[Fold, ...]:
    """Frontmatter, YAML sections, headings with what follows them, and fences."""
    return tuple(sorted({fold for fold in _folds(document) if fold.last > fold.first}))


def _folds(document: Document) -> Iterator[Fold]:
    if not isinstance(document, YamlDocument):
        return
    lines = document.lines
    for span in _blocks(document.tree.root):
        yield Fold(lines.line_of(span.start), lines.line_of(max(span.start, span.end - 1)))
    if not isinstance(document, MarkdownDocument):
        return
    if document.frontmatter and document.frontmatter.closing:
        yield Fold(0, lines.line_of(document.frontmatter.closing.start))
    headings = document.body.headings
    for index, heading in enumerate(headings):
        stop = next((h.span.start for h in headings[index + 1 :] if h.level <= heading.level), len(document.text))
        last = lines.line_of(stop - 1) if stop else 0
        while last > lines.line_of(heading.span.start) and not lines.line_span(last).of(document.text).strip():
            last -= 1
        yield Fold(lines.line_of(heading.span.start), last)
    for fence in document.body.fences:
        yield Fold(lines.line_of(fence.span.start), lines.line_of(max(fence.span.start, fence.span.end - 1)))


def _blocks(node: Node | None) -> Iterator[Span]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            if isinstance(entry.value, Mapping | Sequence):
                yield Span(entry.key.span.start, entry.value.span.end)
                yield from _blocks(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _blocks(item)


def selections(document: Document, offset: int) -> tuple[Span, ...]:
    """What a selection at an offset grows to, the smallest first: word, item, list, entry, section, document."""
    spans = [Span(0, len(document.text))]
    if isinstance(document, MarkdownDocument):
        if document.frontmatter and document.frontmatter.closing:
            spans.append(Span(document.frontmatter.opening.start, document.frontmatter.closing.end))
        for level in range(1, 7):
            spans += [section for section in _sections(document, level) if section.covers(offset)]
        spans += [fence.span for fence in document.body.fences if fence.span.covers(offset)]
    if isinstance(document, YamlDocument):
        spans += [item.span for item in node_at(document.tree, offset)]
    spans.append(document.lines.line_span(document.lines.line_of(offset)))
    nested: list[Span] = []
    for span in sorted({s for s in spans if s.covers(offset)}, key=lambda s: s.end - s.start):
        if not nested or (span.start <= nested[-1].start and span.end >= nested[-1].end):
            nested.append(span)
    return tuple(nested)


def _sections(document: MarkdownDocument, level: int) -> Iterator[Span]:
    headings = document.body.headings
    for index, heading in enumerate(headings):
        if heading.level == level:
            stop = next((h.span.start for h in headings[index + 1 :] if h.level <= level), len(document.text))
            yield Span(heading.span.start, stop)


class DocumentLink(NamedTuple):
    """A link: to an address (``url``) or to a file of the project (``path``)."""

    span: Span
    url: str | None = None
    path: str | None = None
    tooltip: str = ""


def links(project: Project, path: str) -> tuple[DocumentLink, ...]:
    """Sources of entries, relative Markdown links and the files behind names in a document."""
    document = project.documents.get(path)
    if document is None:
        return ()
    return tuple(sorted(_links(project, document), key=lambda link: link.span))


def _links(project: Project, document: Document) -> Iterator[DocumentLink]:
    if isinstance(document, KnowledgeEntry):
        for source in document.sources:
            if source.url and source.url.text.startswith(("http://", "https://")):
                yield DocumentLink(source.url.span, url=source.url.text + (source.anchor.text if source.anchor else ""))
    for reference in document.references:
        found = project.definitions.get((reference.namespace, reference.name), ())
        if found and found[-1].path != document.path:
            yield DocumentLink(reference.span, path=found[-1].path, tooltip=found[-1].path)
    if isinstance(document, MarkdownDocument):
        folder = posixpath.dirname(document.path)
        for link in document.body.links:
            target = unquote(link.target.partition("#")[0].partition("?")[0])
            if target and "://" not in target and not target.startswith(("/", "mailto:")):
                resolved = posixpath.normpath(posixpath.join(folder, target))
                if project.exists(resolved):
                    yield DocumentLink(link.target_span, path=resolved, tooltip=resolved)
