"""The pipeline as a graph for a choice of project type, domains, services and preset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.documents.document import Namespace
from scaffold_rules.effective import Choice, effective

if TYPE_CHECKING:
    from scaffold_rules.project import Project


def step_graph(project: Project, choice: Choice) -> dict[str, Any]:
    """Steps (name, phase, order, enabled, who decided, path) and edges (from, to, kind, origin), plus what can be chosen."""
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
    types = sorted({o.project_type for o in project.overlays.values() if o.kind == "project-type" and o.project_type})
    return {"steps": nodes, "edges": edges, "projectTypes": types, "presets": sorted(project.presets)}


def _path(project: Project, name: str) -> str | None:
    found = project.definitions.get((Namespace.STEP, name), ())
    return found[-1].path if found else None
