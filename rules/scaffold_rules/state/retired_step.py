"""The state records a step that is no more.

The scaffold tool deletes the record each time it loads the file.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prd": { "status": "pending" },
    "claude-code-permissions": { "status": "pending" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prd": { "status": "pending" }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import State
from scaffold_rules.edits import fix_of, remove_entry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.step_names import is_retired


@rule(on=State, severity=Severity.INFO, fixable=True)
def retired_step(state: State, project: Project) -> Iterator[Finding]:
    """Names under `steps` that the scaffold tool deletes."""
    for entry in state.steps.entries if state.steps else ():
        if state.steps and is_retired(project, entry.key.text):
            yield Finding(
                entry.key.span,
                f"`{entry.key.text}` was retired; its record is deleted when the file is loaded",
                fixes=fix_of("Remove it", remove_entry(state, state.steps, entry)),
                tags=("unnecessary",),
            )
