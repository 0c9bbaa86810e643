"""The step graph as a call hierarchy: what a step depends on and reads, and who depends on and reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Namespace
from scaffold_rules.effective import FRONTMATTER, Choice, applied_overlays, choice_of, effective
from scaffold_rules.project import once
from scaffold_server.features.target import Place, definitions_of, target_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project
    from scaffold_schemas.facts import StepFacts


class StepItem(NamedTuple):
    """A step in the hierarchy, where it is defined."""

    name: str
    detail: str
    place: Place


class Edge(NamedTuple):
    """One edge from or to a step. ``word`` says which and, when an overlay added it, which one."""

    item: StepItem
    word: str
    places: tuple[Place, ...]


def prepare(project: Project, path: str, offset: int) -> StepItem | None:
    """The step that the hierarchy starts from."""
    target = target_at(project, path, offset)
    return step_item(project, target.name) if target and target.namespace is Namespace.STEP else None


def step_item(project: Project, name: str) -> StepItem | None:
    """A step of this root by name, or None for one that it does not define."""
    places = definitions_of(project, Namespace.STEP, name)
    facts = project.prompt(name)
    return StepItem(name, detail(facts), places[0]) if places and facts else None


def detail(facts: StepFacts) -> str:
    """Phase and order in a few words."""
    if facts.tool:
        return "tool"
    order = "" if facts.order is None else f" {facts.order:g}"
    return f"{facts.phase or 'no phase'}{order}"


def outgoing(project: Project, name: str) -> tuple[Edge, ...]:
    """What a step depends on and reads, the overlays' additions included."""
    edges = [edge for edge in graph(project) if edge[0] == name]
    return tuple(
        _edge(project, target, words, source=name)
        for target, words in _by(edges, 1).items()
        if step_item(project, target)
    )


def incoming(project: Project, name: str) -> tuple[Edge, ...]:
    """Who depends on a step and who reads it, the overlays' additions included."""
    edges = [edge for edge in graph(project) if edge[1] == name]
    return tuple(
        _edge(project, source, words, source=source, target=name)
        for source, words in _by(edges, 0).items()
        if step_item(project, source)
    )


def _by(edges: list[tuple[str, str, str]], index: int) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for edge in edges:
        grouped.setdefault(edge[index], []).append(edge[2])
    return grouped


def _edge(project: Project, name: str, words: list[str], source: str, target: str | None = None) -> Edge:
    item = step_item(project, name)
    assert item is not None
    wanted = target or name
    places = tuple(
        Place(r.path, r.span)
        for r in project.references.get((Namespace.STEP, wanted), ())
        if r.role in {"dependencies", "depends-on", "reads"} and project.documents[r.path].definitions[0].name == source
    )
    word = ", ".join(dict.fromkeys(words))
    return Edge(item._replace(detail=f"{item.detail} · {word}"), word, places)


@once
def graph(project: Project) -> tuple[tuple[str, str, str], ...]:
    """Every edge (step, target, word) that the frontmatter has or some overlay adds, in order."""
    edges: dict[tuple[str, str, str], None] = {}
    for choice in _choices(project):
        stems = {overlay.stem for overlay in applied_overlays(project, choice)}
        for name, step in effective(project, choice).items():
            for word, items in (("dependency", step.dependencies), ("read", step.reads)):
                for item in items:
                    if item.origin == FRONTMATTER or item.origin in stems:
                        by = "" if item.origin == FRONTMATTER else f" by {item.origin}"
                        edges[name, item.name, word + by] = None
    return tuple(edges)


def _choices(project: Project) -> Iterator[Choice]:
    """Each overlay that has edges of its own, alone."""
    yield Choice()
    for overlay in project.overlays.values():
        if overlay.reads or overlay.dependencies:
            yield choice_of(overlay)
