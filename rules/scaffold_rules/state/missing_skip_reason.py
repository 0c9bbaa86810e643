"""A skipped step does not say why.

Whoever comes later cannot tell whether it is still not needed.

Upstream: `STATE_MISSING_SKIP_REASON` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "design-system": { "status": "skipped" }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "design-system": { "status": "skipped", "reason": "No user interface" }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import place_of
from scaffold_rules.documents.project_files import State
from scaffold_rules.documents.yaml import value_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=State, severity=Severity.INFO, upstream=("STATE_MISSING_SKIP_REASON",))
def missing_skip_reason(state: State) -> Iterator[Finding]:
    """Skipped steps whose `reason` is absent or blank."""
    for record in state.records:
        if record.status != "skipped":
            continue
        reason = record.node.get("reason")
        text = value_of(reason.value) if reason else ""
        if isinstance(text, str) and not text.strip():
            place = place_of(reason) if reason else record.entry.key.span
            yield Finding(place, f"`{record.name}` is skipped without a reason")
