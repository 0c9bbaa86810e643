"""The current step of a session of rework is not among its steps.

## Bad

```json .scaffold/rework.json
{
  "schema_version": 1,
  "steps": [{ "name": "tech-stack", "phase": 2, "status": "pending" }],
  "current_step": "create-prd"
}
```

## Good

```json .scaffold/rework.json
{
  "schema_version": 1,
  "steps": [{ "name": "tech-stack", "phase": 2, "status": "pending" }],
  "current_step": "tech-stack"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import Rework, word
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Rework, severity=Severity.WARNING)
def unlisted_current_step(rework: Rework) -> Iterator[Finding]:
    """A `current_step` that no item of `steps` names."""
    current = word(rework.root, "current_step")
    if current is not None and current.text not in {reference.name for reference in rework.references}:
        yield Finding(current.span, f"`{current.text}` is not among the session's steps")
