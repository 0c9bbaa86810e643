"""A step that is always wanted depends on one that may be skipped.

A skipped dependency counts as satisfied, so the step runs, but without the artifact it was written for. Its text
should say what to do then, or the step should be conditional too.

## Bad

```markdown content/pipeline/specification/contracts.md
---
name: contracts
description: What it is for
phase: specification
order: 820
outputs: [docs/contracts.md]
dependencies: [review-api]
conditional: null
---
```

## Good

```markdown content/pipeline/specification/contracts.md
---
name: contracts
description: What it is for
phase: specification
order: 820
outputs: [docs/contracts.md]
dependencies: [review-api]
conditional: if-needed
---
```

## With

```markdown content/pipeline/specification/review-api.md
---
name: review-api
description: What it is for
phase: specification
order: 810
outputs: [docs/review-api.md]
conditional: if-needed
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO)
def conditional_dependency(step: Step, project: Project) -> Iterator[Finding]:
    """Dependencies of an unconditional, tracked step on steps with `conditional: if-needed`."""
    if step.conditional or step.stateless:
        return
    for item in step.dependencies:
        target = project.steps.get(item.text)
        if target is not None and target.conditional:
            yield Finding(
                item.span,
                f"`{item.text}` may be skipped, this step may not; then it runs without what it depends on",
                related=defined(project, item.text, "`conditional: if-needed`"),
            )
