"""A decision belongs to a step that does not exist.

The log is pasted into every prompt, where the name leads nowhere.

Upstream: `DECISION_UNKNOWN_STEP` is documented and was never built.

## Bad

```json .scaffold/decisions.jsonl
{"id": "D-001", "prompt": "tech-stak", "decision": "PostgreSQL", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
```

## Good

```json .scaffold/decisions.jsonl
{"id": "D-001", "prompt": "tech-stack", "decision": "PostgreSQL", "at": "2026-05-24T10:00:00Z", "completed_by": "me", "step_completed": true}
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
from scaffold_rules.documents.document import Namespace, Reference
from scaffold_rules.documents.project_files import Decisions, word
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import PROMPT
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Decisions, severity=Severity.INFO, fixable=True, upstream=("DECISION_UNKNOWN_STEP",))
def unknown_step(log: Decisions, project: Project) -> Iterator[Finding]:
    """Names under `prompt` that are no step's or tool's; audit records, and names that were good once, are left out."""
    for record in log.objects:
        prompt = word(record, "prompt")
        if prompt is None or "event" in record:
            continue
        if step_names.new_name(project, prompt.text) or step_names.is_retired(project, prompt.text):
            continue
        reference = Reference(Namespace.STEP, prompt.text, log.path, prompt.span, "prompt")
        yield from step_names.unknown_step(project, reference, PROMPT)
