"""New files, ready to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_rules.project import Project

APART = 10
"""How far apart orders are, so that a step fits between two."""


def new_entry(name: str) -> str:
    """The text of a new knowledge entry."""
    import frontmatter

    body = (
        "## Summary\n\nWhat this is about, in a paragraph.\n\n"
        "## Deep Guidance\n\nWhat goes into prompts: the guidance itself.\n"
    )
    post = frontmatter.Post(body, name=name, description=f"What {name.replace('-', ' ')} needs", topics=[name])
    return frontmatter.dumps(post, sort_keys=False) + "\n"


def new_step(project: Project, name: str, phase: str) -> str:
    """The text of a new step of a phase, with every section its kind needs and an order that is free."""
    title = name.replace("-", " ")
    return f"""---
name: {name}
description: {title.capitalize()}
summary: "What {title} brings, in a sentence users read."
phase: "{phase}"
order: {free_order(project, phase):g}
dependencies: []
outputs: [docs/{name}.md]
conditional: null
knowledge-base: []
---

## Purpose

## Inputs

## Expected Outputs
- docs/{name}.md — the result

## Quality Criteria
- (mvp)

## Methodology Scaling
- **deep**:
- **mvp**:
- **custom:depth(1-5)**:
  - Depth 1:
  - Depth 2:
  - Depth 3:
  - Depth 4:
  - Depth 5:

## Mode Detection

## Update Mode Specifics
"""


def new_overlay(project_type: str) -> str:
    """The text of a new overlay for a project type."""
    title = project_type.replace("-", " ")
    return f"""name: {project_type}
description: What {title} projects need beyond the rest
project-type: {project_type}

step-overrides: {{}}

knowledge-overrides: {{}}
"""


def free_order(project: Project, phase: str) -> float:
    """An order behind those of a phase's steps, else the first free one of the phase; 0 for a phase nobody knows."""
    known = vocabulary.phase(phase)
    if known is None:
        return 0
    taken = {facts.order for facts in project.steps.values() if facts.order is not None}
    own = [order for order in taken if known.first_order <= order <= known.last_order]
    behind = (max(own) // APART + 1) * APART if own else known.first_order
    if behind <= known.last_order and behind not in taken:
        return behind
    return next(
        (order for order in range(int(known.first_order), int(known.last_order) + 1) if order not in taken),
        known.last_order,
    )
