"""What is in progress by `in_progress` and by the steps' own `status` are two different things.

The two are written together. Where they differ a run was cut short or the file was edited, and the scaffold tool goes
by one at one time and by the other at the next.

Upstream: `STATE_CORRUPTED` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "in_progress": null,
  "steps": {
    "create-prd": { "status": "in_progress" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "in_progress": { "step": "create-prd", "started": "2026-05-24T10:00:00Z", "partial_artifacts": [], "actor": "me" },
  "steps": {
    "create-prd": { "status": "in_progress" }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import State, word
from scaffold_rules.documents.yaml import Mapping, value_of
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=State, severity=Severity.WARNING, upstream=("STATE_CORRUPTED",))
def inconsistent_progress(state: State) -> Iterator[Finding]:
    """A step named by `in_progress` that has another status, or steps in progress that it does not name."""
    entry = state.field("in_progress")
    current = word(entry.value, "step") if entry else None
    if entry and current is None and (isinstance(entry.value, Mapping) or value_of(entry.value) is not None):
        return  # the schema's complaint
    status = {record.name: record.status for record in state.records}
    places = {
        record.name: node.span
        for record in state.records
        if record.status == "in_progress" and (node := record.node.value("status"))
    }
    if current and status.get(current.text) != "in_progress":
        found = f"is {status[current.text]}" if status.get(current.text) else "has no record"
        yield Finding(
            current.span,
            f"`{current.text}` is said to be in progress, but under `steps` it {found}",
            related=tuple(Related(state.path, span, f"`{name}` is in progress") for name, span in places.items()),
        )
        return
    for name, span in places.items():
        if current is None or name != current.text:
            known = f"names `{current.text}`" if current else "names no step"
            yield Finding(span, f"`{name}` is in progress, but `in_progress` {known}")
