"""A step reads a step that can only run after it.

The other step depends on this one, directly or not, so its artifacts cannot exist when this one runs for the first
time; the read is silently passed over.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: [review-prd]
---
```

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/review-prd.md]
dependencies: [create-prd]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: []
---
```

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/review-prd.md]
dependencies: [create-prd]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined, soft_reads, without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def circular_read(step: Step, project: Project) -> Iterator[Finding]:
    """Reads whose target waits for the reader."""
    for item in soft_reads(step):
        if item.text != step.name and item.text in project.steps and step.name in ahead(project, item.text):
            yield Finding(
                item.span,
                f"`{item.text}` can only run after `{step.name}`; on a first pass there is nothing to read",
                fixes=without(step, item, f"Remove `{item.text}`"),
                related=defined(project, item.text, f"it waits for `{step.name}`"),
            )
