"""Two decisions have the same id.

The log is pasted into every prompt as it is; what refers to `D-007` then means two things.

Upstream: `DECISION_ID_COLLISION` is documented and was never built.

## Bad

```json .scaffold/decisions.jsonl
{"id": "D-001", "prompt": "tech-stack", "decision": "PostgreSQL", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
{"id": "D-001", "prompt": "tech-stack", "decision": "Python", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
```

## Good

```json .scaffold/decisions.jsonl
{"id": "D-001", "prompt": "tech-stack", "decision": "PostgreSQL", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
{"id": "D-002", "prompt": "tech-stack", "decision": "Python", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import Decisions, word
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Decisions, severity=Severity.WARNING, upstream=("DECISION_ID_COLLISION",))
def duplicate_id(log: Decisions) -> Iterator[Finding]:
    """Ids that an earlier decision of the file has; audit records are left out."""
    first: dict[str, Scalar] = {}
    for record in log.objects:
        node = word(record, "id")
        if node is None or "event" in record or first.setdefault(node.text, node) is node:
            continue
        related = (Related(log.path, first[node.text].span, "the first one"),)
        yield Finding(node.span, f"another decision has the id `{node.text}`", related=related)
