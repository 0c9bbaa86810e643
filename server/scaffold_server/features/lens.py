"""What stands above and beside the text: who uses this (lenses), what a name stands for (hints), what it is (tokens)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Definition, Document, Namespace, Reference
from scaffold_rules.documents.methodology import Overlay
from scaffold_server.features.hover import injected_by, tokens_of
from scaffold_server.features.target import Place, bare, references_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project
    from scaffold_rules.text import Span


class Lens(NamedTuple):
    """A line above a name; ``places`` are what it opens."""

    span: Span
    title: str
    places: tuple[Place, ...]


def lenses(project: Project, path: str) -> tuple[Lens, ...]:
    """Who uses the names a document defines, and how many steps an overlay changes."""
    document = project.documents.get(path)
    if document is None:
        return ()
    if isinstance(document, Overlay):
        return tuple(_overlay_lenses(document))
    return tuple(_definition_lens(project, definition) for definition in document.definitions)


def _definition_lens(project: Project, definition: Definition) -> Lens:
    places = references_of(project, definition.namespace, definition.name)
    found = project.references.get((definition.namespace, definition.name), ())
    if definition.namespace is Namespace.ENTRY:
        users = injected_by(project, definition.name)
        overlays = {origin for origins in users.values() for origin in origins if origin != "frontmatter"}
        by = f" by {_count(len(overlays), 'overlay')}" if overlays else ""
        return Lens(definition.span, f"injected into {_count(len(users), 'step')}{by}", places)
    dependents = [r for r in found if r.role in {"dependencies", "depends-on"}]
    readers = [r for r in found if r.role == "reads"]
    title = f"{len(dependents)} depend on this · {len(readers)} read it"
    return Lens(definition.span, title, places)


def _overlay_lenses(overlay: Overlay) -> Iterator[Lens]:
    for section in ("step-overrides", "knowledge-overrides", "reads-overrides", "dependency-overrides"):
        entry = overlay.field(section)
        steps = [key for name, key in overlay.override_keys() if name == section]
        if entry is not None and steps:
            places = tuple(Place(overlay.path, key.span) for key in steps)
            yield Lens(entry.key.span, f"changes {_count(len(steps), 'step')}", places)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


class Hint(NamedTuple):
    """A few words shown behind an offset."""

    offset: int
    text: str
    tooltip: str = ""


def hints(project: Project, path: str, span: Span) -> tuple[Hint, ...]:
    """Phase and order behind the steps in ``dependencies`` and ``reads``, tokens behind knowledge entries."""
    document = project.documents.get(path)
    if document is None:
        return ()
    return tuple(
        hint
        for reference in document.references
        if span.start <= reference.span.end and reference.span.start <= span.end
        if (hint := _hint(project, reference)) is not None
    )


def _hint(project: Project, reference: Reference) -> Hint | None:
    if reference.role in {"dependencies", "depends-on", "reads"}:
        facts = project.prompt(reference.name)
        if facts is None or facts.order is None:
            return None
        return Hint(reference.span.end, f"{facts.phase} {facts.order:g}", "phase and order")
    if reference.namespace is Namespace.ENTRY:
        entries = project.entries.get(reference.name)
        return Hint(reference.span.end, f"~{tokens_of(entries[-1]):,} tokens") if entries else None
    return None


class Token(NamedTuple):
    """A name with its kind for colouring: ``step``, ``entry`` or ``topic``, and modifiers."""

    span: Span
    kind: str
    modifiers: tuple[str, ...]


def tokens(project: Project, document: Document) -> tuple[Token, ...]:
    """The names in a document's YAML, known, unknown or shadowed, in order."""
    found: dict[Span, Token] = {}
    for definition in document.definitions:
        if definition.span != document.start:
            shadowed = len(project.definitions.get((definition.namespace, definition.name), ())) > 1
            flags = ("definition", "shadowed") if shadowed else ("definition",)
            found[bare(document, definition)] = Token(bare(document, definition), definition.namespace.value, flags)
    for reference in document.references:
        if not project.has(reference.namespace, reference.name):
            modifiers: tuple[str, ...] = ("unknown",) if project.knows(reference.namespace) else ()
        elif len(project.definitions.get((reference.namespace, reference.name), ())) > 1:
            modifiers = ("shadowed",)
        else:
            modifiers = ()
        span = bare(document, reference)
        found.setdefault(span, Token(span, reference.namespace.value, modifiers))
    return tuple(found[span] for span in sorted(found))
