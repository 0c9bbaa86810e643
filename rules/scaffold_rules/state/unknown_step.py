"""The state records a step that does not exist.

The scaffold tool keeps such a record for ever and never looks at it: the work it stands for counts for nothing. Tools
have no place in the state either.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prdd": { "status": "completed" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prd": { "status": "completed" }
  }
}
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules import step_names
from scaffold_rules.documents.project_files import State, word
from scaffold_rules.documents.yaml import Mapping
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=State, severity=Severity.WARNING, fixable=True)
def unknown_step(state: State, project: Project) -> Iterator[Finding]:
    """Names under `steps` that are no step's; renamed and retired ones, and extra steps, are left out."""
    recorded = {entry.key.text: entry for entry in state.steps.entries} if state.steps else {}
    for reference in state.references:
        name = reference.name
        if step_names.new_name(project, name) or step_names.is_retired(project, name):
            continue
        node = recorded[name].value
        source = word(node, "source") if isinstance(node, Mapping) else None
        if source is not None and source.text == "extra":
            continue
        if name in project.tools and name not in project.steps:
            yield Finding(reference.span, f"`{name}` is a tool; only steps have a state")
            continue
        yield from step_names.unknown_step(project, reference, taken=recorded)
