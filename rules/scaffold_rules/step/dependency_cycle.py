"""Steps depend on each other in a circle.

None of them can ever be done before the others, nor anything that depends on them. The scaffold tool refuses the
whole graph and names everything downstream; this finding is on the one dependency that goes the furthest against the
order, and the steps of the circle are listed with it.

Upstream: `DEP_CYCLE_DETECTED`, eval 22.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
dependencies: [review-prd]
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
dependencies: []
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
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.graph import Cycle, cycles
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.ERROR, fixable=True, upstream=("DEP_CYCLE_DETECTED", "eval:22"))
def dependency_cycle(step: Step, project: Project) -> Iterator[Finding]:
    """The cycles that are best cut at one of this step's dependencies."""
    for cycle in cycles(project):
        name, dependency = cycle.edge
        if name != step.name:
            continue
        for item in step.dependencies:
            if item.text == dependency:
                way = " → ".join(f"`{each}`" for each in (*cycle.steps, name))
                yield Finding(
                    item.span,
                    f"dependency cycle {way}; none of them can ever start",
                    fixes=without(step, item, f"Do not depend on `{dependency}`"),
                    related=tuple(_edges(cycle, project)),
                )
                break


def _edges(cycle: Cycle, project: Project) -> Iterator[Related]:
    """The other dependencies of a cycle, at their places."""
    for name, dependency in zip(cycle.steps[1:], (*cycle.steps[2:], cycle.steps[0]), strict=True):
        prompt = project.prompts[name][-1] if name in project.prompts else None
        for item in prompt.dependencies if prompt else ():
            if prompt and item.text == dependency:
                yield Related(prompt.path, item.span, f"`{name}` depends on `{dependency}`")
                break
