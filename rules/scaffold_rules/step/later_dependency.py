"""A step depends on a step that is listed behind it.

`order` decides how steps are listed, dependencies decide what may run. Where the two disagree, a user who works down
the list finds a step that is not ready yet.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
dependencies: [create-vision]
---
```

```markdown content/pipeline/pre/create-vision.md
---
name: create-vision
description: What it is for
phase: pre
order: 120
outputs: [docs/create-vision.md]
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
dependencies: [create-vision]
---
```

```markdown content/pipeline/pre/create-vision.md
---
name: create-vision
description: What it is for
phase: pre
order: 105
outputs: [docs/create-vision.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO)
def later_dependency(step: Step, project: Project) -> Iterator[Finding]:
    """Dependencies within the phase that have a higher order; other phases are `step/phase-inversion`'s."""
    if step.order is None:
        return
    for item in step.dependencies:
        target = project.steps.get(item.text)
        if target is None or target.order is None or target.phase != step.phase or target.order <= step.order:
            continue
        if step.name in ahead(project, item.text):
            continue
        yield Finding(
            item.span,
            f"`{item.text}` has the higher order ({target.order:g}, here {step.order:g}): it runs first, "
            "but is listed later",
            related=defined(project, item.text, f"order {target.order:g}"),
        )
