"""A session of rework lists a step that does not exist.

The session stops there: the step cannot be run.

## Bad

```json .scaffold/rework.json
{
  "schema_version": 1,
  "steps": [{ "name": "tech-stak", "phase": 2, "status": "pending" }]
}
```

## Good

```json .scaffold/rework.json
{
  "schema_version": 1,
  "steps": [{ "name": "tech-stack", "phase": 2, "status": "pending" }]
}
```

## With

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: Choose the stack
phase: foundation
order: 220
outputs: [docs/tech-stack.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules import step_names
from scaffold_rules.documents.project_files import Rework
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Rework, severity=Severity.WARNING, fixable=True)
def unknown_step(rework: Rework, project: Project) -> Iterator[Finding]:
    """Names of `steps` that are no step's."""
    for reference in rework.references:
        if reference.name in project.tools and reference.name not in project.steps:
            yield Finding(reference.span, f"`{reference.name}` is a tool; only steps are run again")
        else:
            yield from step_names.unknown_step(project, reference)
