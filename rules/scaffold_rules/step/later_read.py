"""A step reads a step that is listed behind it, and nothing makes that one run first.

Working down the list there is nothing to read yet: the read only helps when the step is run again. Where that is
meant, say so on the line in Inputs: `(optional, forward-read)`.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: [create-vision]
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
reads: [create-vision]
---

## Inputs
- docs/create-vision.md (optional, forward-read) — the vision, once there is one
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
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import inputs
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined, soft_reads
from scaffold_rules.rule import rule
from scaffold_rules.step.unordered_read import EXEMPT
from scaffold_schemas.facts import StepFacts


@rule(on=Step, severity=Severity.INFO)
def later_read(step: Step, project: Project) -> Iterator[Finding]:
    """Reads of a higher order that are neither declared forward reads nor `step/unordered-read`'s."""
    for item in soft_reads(step):
        target = project.steps.get(item.text)
        if step.order is None or target is None or target.order is None or target.order <= step.order:
            continue
        if target.stateless or not target.outputs:
            continue  # there never is anything to read, which `step/empty-read` says
        if target.phase != step.phase and f"{step.name}:{item.text}" not in EXEMPT:
            continue
        if item.text in ahead(project, step.name) or step.name in ahead(project, item.text) or _meant(step, target):
            continue
        yield Finding(
            item.span,
            f"`{item.text}` has the higher order ({target.order:g}, here {step.order:g}); "
            "on a first pass there is nothing to read",
            related=defined(project, item.text, f"order {target.order:g}"),
        )


def _meant(step: Step, target: StepFacts) -> bool:
    """Whether the step's Inputs say that one of the target's outputs is read ahead of its time."""
    return any("forward" in line.status and line.path in target.outputs for line in inputs(step))
