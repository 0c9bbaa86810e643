"""The state records a step under a name it no longer has.

The scaffold tool renames it each time it loads the file; where the new name is there as well, the record that is
further along wins.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "testing-strategy": { "status": "pending" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "tdd": { "status": "pending" }
  }
}
```

## With

```markdown content/pipeline/foundation/tdd.md
---
name: tdd
description: How tests are written
phase: foundation
order: 240
outputs: [docs/tdd-standards.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import State
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.step_names import new_name


@rule(on=State, severity=Severity.INFO, fixable=True)
def renamed_step(state: State, project: Project) -> Iterator[Finding]:
    """Names under `steps` that the scaffold tool replaces by another."""
    recorded = {entry.key.text: entry.key for entry in state.steps.entries} if state.steps else {}
    becoming = [new_name(project, name) for name in recorded]
    for name, key in recorded.items():
        new = new_name(project, name)
        if new is None:
            continue
        free = new not in recorded and becoming.count(new) == 1
        yield Finding(
            key.span,
            f"`{name}` is called `{new}` now{'' if free else '; the records are merged'}",
            fixes=fix_of(f"Rename to `{new}`", replace_scalar(key, new)) if free else (),
            related=(Related(state.path, recorded[new].span, "the other record"),) if new in recorded else (),
            tags=("deprecated",),
        )
