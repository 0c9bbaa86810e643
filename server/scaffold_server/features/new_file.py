"""New entries and steps: what they are called, where they belong, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import NAME
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_rules.project import Project


APART = 10
"""How far apart orders are, so that a step fits between two."""


class NewFile(NamedTuple):
    """A file to be made: its path in the project and its text."""

    path: str
    text: str


def categories(project: Project) -> tuple[str, ...]:
    """The folders that entries lie in; none in a project without content, where they need none."""
    if project.layout.content is None:
        return ()
    return tuple(sorted({facts.category for facts in project.knowledge.values() if facts.category}))


def planned_entry(project: Project, name: str, category: str = "") -> NewFile | str:
    """The file of a new entry, or in words why there cannot be one. A project without content gets an override."""
    content = project.layout.content
    if not NAME.match(name):
        return "a name starts with a lower-case letter and goes on with lower-case letters, digits and hyphens"
    if content is None:
        path = f".scaffold/knowledge/{name}.md"
        if name not in project.knowledge:
            return f"scaffold has no entry `{name}` to override{did_you_mean(nearest(name, project.knowledge))}"
    else:
        path = f"{content}knowledge/{category or category_for(project, '', name)}/{name}.md"
        if name in project.knowledge:
            return f"there is an entry `{name}` already"
        if category and not NAME.match(category):
            return f"`{category}` is no name of a folder"
    return f"there is a file {path} already" if path in project.documents else NewFile(path, new_entry(name))


def category_for(project: Project, path: str, name: str) -> str:
    """The folder a new entry belongs in that a file names first: the overlay's type, else that of entries named alike."""
    document = project.documents.get(path)
    own = getattr(document, "project_type", None)
    if isinstance(own, str) and own:
        return own
    head = name.partition("-")[0]
    alike = [facts.category for other, facts in project.knowledge.items() if other.startswith(f"{head}-")]
    return max(set(alike), key=alike.count) if alike else "core"


def new_entry(name: str) -> str:
    """The text of a new knowledge entry, ready to be filled in."""
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
