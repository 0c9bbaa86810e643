"""A step depends on itself.

It would have to be done before it can be done: the scaffold tool refuses the graph, and with it every `scaffold run`.

Upstream: `DEP_SELF_REFERENCE`.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
dependencies: [review-prd]
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
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.prompt_lists import without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.ERROR, fixable=True, upstream=("DEP_SELF_REFERENCE",))
def self_dependency(step: Step) -> Iterator[Finding]:
    """Its own name among a step's dependencies."""
    for item in step.dependencies:
        if item.text == step.name:
            message = f"`{step.name}` depends on itself; the scaffold tool refuses the whole graph"
            yield Finding(item.span, message, fixes=without(step, item, f"Remove `{step.name}`"))
