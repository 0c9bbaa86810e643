"""The pipeline as a graph for a choice of project type, domains, services and preset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.project_files import CONFIG_PATH, ProjectConfig, word
from scaffold_rules.effective import (
    DEFAULT_PRESET,
    FRONTMATTER,
    STRUCTURAL,
    Choice,
    EffectiveStep,
    choice_of,
    effective,
)
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project


def own_choice(project: Project) -> Choice:
    """What a project's configuration chooses; the default one of content that is no project."""
    config = project.documents.get(CONFIG_PATH)
    if not isinstance(config, ProjectConfig):
        return Choice()
    chosen = word(config.project, "projectType")
    project_type = chosen.text if chosen else None
    key = vocabulary.config_keys(project.layout.version).get(project_type or "")
    domain = word(config.project.value(key), "domain") if config.project and key else None
    preset = config.methodology if config.methodology in project.presets else DEFAULT_PRESET
    return Choice(project_type, (domain.text,) if domain else (), bool(config.services), preset)


def step_graph(project: Project, choice: Choice) -> dict[str, Any]:
    """Steps and edges with their origin, the phases that occur, what was chosen and what can be chosen.

    An edge leads from a step to what it depends on or reads. ``added`` is what overlays give a step, dependencies and
    reads included.
    """
    steps = effective(project, choice)
    pipeline = {name: step for name, step in steps.items() if not step.facts.tool}
    nodes = [
        {
            "name": name,
            "phase": step.facts.phase,
            "order": step.facts.order,
            "enabled": step.enabled,
            "decidedBy": step.decided_by,
            "conditional": step.conditional,
            "added": list(_added(step)),
            "path": _path(project, name),
        }
        for name, step in sorted(pipeline.items(), key=lambda item: (item[1].facts.order or 0, item[0]))
    ]
    edges = [
        {"from": name, "to": item.name, "kind": kind, "origin": item.origin}
        for name, step in pipeline.items()
        for kind, items in (("dependency", step.dependencies), ("read", step.reads))
        for item in items
        if item.name in pipeline
    ]
    return {
        "steps": nodes,
        "edges": edges,
        "phases": _phases(project, {step.facts.phase for step in pipeline.values()}),
        "choice": {
            "projectType": choice.project_type,
            "domains": list(choice.domains),
            "services": choice.services,
            "preset": choice.preset,
        },
        "choices": _choices(project),
    }


def _added(step: EffectiveStep) -> Iterator[dict[str, str]]:
    for what, items in (("dependency", step.dependencies), ("read", step.reads), ("knowledge", step.knowledge)):
        for item in items:
            if item.origin != FRONTMATTER:
                yield {"what": what, "name": item.name, "origin": item.origin}


def _phases(project: Project, occurring: set[str | None]) -> list[dict[str, str]]:
    """The phases that occur, in order; words that are no phase come last, in the order of the alphabet."""
    known = {phase.slug: phase.name for phase in vocabulary.phases(project.layout.version)}
    unknown = sorted(slug for slug in occurring if slug is not None and slug not in known)
    return [
        *({"slug": slug, "name": name} for slug, name in known.items() if slug in occurring),
        *({"slug": slug, "name": slug} for slug in unknown),
    ]


def _choices(project: Project) -> dict[str, Any]:
    """What can be chosen: project types with their domains, presets, and whether services make a difference."""
    types: dict[str, list[str]] = {}
    for overlay in project.overlays.values():
        least = choice_of(overlay)
        if least.project_type:
            types.setdefault(least.project_type, []).extend(least.domains)
    return {
        "projectTypes": {name: sorted(types[name]) for name in sorted(types)},
        "presets": sorted(project.presets),
        "services": STRUCTURAL in project.overlays,
    }


def _path(project: Project, name: str) -> str | None:
    found = project.definitions.get((Namespace.STEP, name), ())
    return found[-1].path if found else None
