"""From a name to where it is defined, introduced, acted on and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_rules.documents.methodology import Overlay
from scaffold_server.features.target import Place, definitions_of, references_of, target_at

if TYPE_CHECKING:
    from scaffold_rules.project import Project


def definition(project: Project, path: str, offset: int) -> tuple[Place, ...]:
    """Where the name at an offset is defined; all places when one shadows the others, the winner first."""
    target = target_at(project, path, offset)
    return definitions_of(project, target.namespace, target.name) if target else ()


def declaration(project: Project, path: str, offset: int) -> tuple[Place, ...]:
    """Where the name at an offset is first introduced: the content's own entry rather than a local override of it."""
    return definition(project, path, offset)[-1:]


def implementation(project: Project, path: str, offset: int) -> tuple[Place, ...]:
    """The overlays that act on the step at an offset, or that inject the entry at it."""
    target = target_at(project, path, offset)
    if target is None:
        return ()
    found = project.references.get((target.namespace, target.name), ())
    return tuple(
        place
        for reference, place in zip(found, references_of(project, target.namespace, target.name), strict=True)
        if isinstance(project.documents[reference.path], Overlay)
    )


def references(project: Project, path: str, offset: int, *, definitions: bool) -> tuple[Place, ...]:
    """Where the name at an offset is used, in its own namespace; with its definitions first when asked for."""
    target = target_at(project, path, offset)
    if target is None:
        return ()
    defined = definitions_of(project, target.namespace, target.name) if definitions else ()
    return (*defined, *references_of(project, target.namespace, target.name))


def highlights(project: Project, path: str, offset: int) -> tuple[Place, ...]:
    """The occurrences of the name at an offset in its own file."""
    return tuple(p for p in references(project, path, offset, definitions=True) if p.path == path)
