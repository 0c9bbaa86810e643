"""A step reads itself.

On a first pass there is nothing to read, and when the step runs again update mode gives it its earlier artifacts
anyway. Usually the name of another step was meant.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
reads: [review-prd]
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
reads: [create-prd]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.prompt_lists import soft_reads, without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def self_read(step: Step) -> Iterator[Finding]:
    """Its own name among a step's reads."""
    for item in soft_reads(step):
        if item.text == step.name:
            message = f"`{step.name}` reads itself; in update mode it gets its own artifacts anyway"
            yield Finding(item.span, message, fixes=without(step, item, f"Remove `{step.name}`"))
