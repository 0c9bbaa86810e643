"""What is under the cursor: a name, and whether it is used or defined there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Definition, Namespace, Reference
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Project


class Place(NamedTuple):
    """A span in a document of the project; ``path`` is relative to the content root."""

    path: str
    span: Span


class Target(NamedTuple):
    """A name under the cursor. ``span`` is that of the bare name, without quotes."""

    namespace: Namespace
    name: str
    span: Span
    role: str
    defines: bool


def target_at(project: Project, path: str, offset: int) -> Target | None:
    """The name at an offset, or None where there is none."""
    document = project.documents.get(path)
    if document is None:
        return None
    for definition in document.definitions:
        if definition.span.covers(offset):
            return Target(definition.namespace, definition.name, bare(document, definition), "name", defines=True)
    for reference in document.references:
        if reference.span.covers(offset):
            span = bare(document, reference)
            return Target(reference.namespace, reference.name, span, reference.role, defines=False)
    return None


def bare(document: Document, place: Definition | Reference) -> Span:
    """The span of a name without the quotes around it."""
    written = place.span.of(document.text)
    if written[:1] in {"'", '"'} and written[-1:] == written[:1] and len(written) > 1:
        return Span(place.span.start + 1, place.span.end - 1)
    return place.span


def definitions_of(project: Project, namespace: Namespace, name: str) -> tuple[Place, ...]:
    """Where a name is defined, the winner of several first."""
    found = project.definitions.get((namespace, name), ())
    return tuple(Place(d.path, bare(project.documents[d.path], d)) for d in reversed(found))


def references_of(project: Project, namespace: Namespace, name: str) -> tuple[Place, ...]:
    """Where a name is used, in order."""
    found = project.references.get((namespace, name), ())
    return tuple(Place(r.path, bare(project.documents[r.path], r)) for r in found)
