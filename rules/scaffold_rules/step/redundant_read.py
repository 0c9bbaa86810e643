"""A step reads a step it depends on anyway.

The artifacts of direct dependencies are in the prompt already; the read adds nothing.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
dependencies: [create-prd]
reads: [create-prd]
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
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.prompt_lists import without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO, fixable=True)
def redundant_read(step: Step) -> Iterator[Finding]:
    """Reads that are among the dependencies too."""
    dependencies = {item.text: item for item in step.dependencies}
    for item in step.reads:
        if item.text in dependencies:
            yield Finding(
                item.span,
                f"`{item.text}` is a dependency, so its artifacts are in the prompt already",
                fixes=without(step, item, f"Remove `{item.text}` from `reads`"),
                related=(Related(step.path, dependencies[item.text].span, "the dependency"),),
                tags=("unnecessary",),
            )
