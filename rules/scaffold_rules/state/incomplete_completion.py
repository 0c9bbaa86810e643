"""A completed step does not say when it was completed, or by whom.

Upstream: `STATE_INCOMPLETE_COMPLETION` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prd": { "status": "completed" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "create-prd": { "status": "completed", "at": "2026-05-24T10:00:00Z", "completed_by": "me" }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import State
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=State, severity=Severity.INFO, upstream=("STATE_INCOMPLETE_COMPLETION",))
def incomplete_completion(state: State) -> Iterator[Finding]:
    """Completed steps without `at` (or `completed_at`), or without `completed_by`."""
    for record in state.records:
        if record.status != "completed":
            continue
        missing = [] if "at" in record.node or "completed_at" in record.node else ["`at`"]
        missing += [] if "completed_by" in record.node else ["`completed_by`"]
        if missing:
            message = f"`{record.name}` is completed, but has no {' and no '.join(missing)}"
            yield Finding(record.entry.key.span, message)
