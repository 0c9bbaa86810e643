"""A skipped step does not say when it was skipped, or by whom.

`scaffold skip` writes both; a record without them was written by hand.

Upstream: `STATE_INCOMPLETE_SKIP` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "design-system": { "status": "skipped", "reason": "No user interface" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "design-system": {
      "status": "skipped",
      "reason": "No user interface",
      "at": "2026-05-24T10:00:00Z",
      "completed_by": "scaffold-skip"
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import State
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=State, severity=Severity.INFO, upstream=("STATE_INCOMPLETE_SKIP",))
def incomplete_skip(state: State) -> Iterator[Finding]:
    """Skipped steps without `at`, or without `completed_by`."""
    for record in state.records:
        missing = [f"`{key}`" for key in ("at", "completed_by") if key not in record.node]
        if record.status == "skipped" and missing:
            message = f"`{record.name}` is skipped, but has no {' and no '.join(missing)}"
            yield Finding(record.entry.key.span, message)
