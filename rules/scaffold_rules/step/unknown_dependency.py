"""A step depends on a step that does not exist.

The dependency can never be satisfied. What is more, the graph is checked before anything runs: one unknown name
aborts every `scaffold run`, of whatever step.

Upstream: `DEP_TARGET_MISSING`, evals 56 and 71.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
dependencies: [create-pdr]
---
```

## Good

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
dependencies: [create-prd]
---
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.prompts import Prompt, Tool
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.ERROR, fixable=True, upstream=("DEP_TARGET_MISSING", "eval:71", "eval:56"))
def unknown_dependency(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Well-formed names nothing defines; a tool stands outside the graph, so there nothing breaks."""
    severity = Severity.WARNING if isinstance(prompt, Tool) else Severity.ERROR
    for reference in prompt.references:
        if reference.role in {"dependencies", "depends-on"} and NAME.match(reference.name):
            yield from unknown_name(project, reference, severity=severity)
