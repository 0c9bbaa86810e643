"""Two steps write the same file, and neither waits for the other.

Which one wins depends on which one happens to run last. Where one of them amends what the other wrote, it should
depend on it.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```

```markdown content/pipeline/pre/write-prd.md
---
name: write-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/plan.md]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```

```markdown content/pipeline/pre/write-prd.md
---
name: write-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/plan.md]
dependencies: [create-prd]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead, producers
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_schemas.facts import StepFacts


@rule(on=Step, severity=Severity.INFO)
def shared_output(step: Step, project: Project) -> Iterator[Finding]:
    """Outputs that an earlier step has too; the finding is on the later one."""
    for item in step.outputs:
        others = [other.name for other in producers(project).get(item.text, ()) if _apart(project, step, other)]
        if others:
            names = ", ".join(f"`{name}`" for name in others)
            verb = "writes" if len(others) == 1 else "write"
            yield Finding(
                item.span,
                f"{names} also {verb} `{item.text}`, and neither waits for the other",
                related=tuple(place for name in others for place in defined(project, name, "writes it too")),
            )


def _apart(project: Project, step: Step, other: StepFacts) -> bool:
    """Whether the other one comes earlier, and no dependency says which of the two runs first."""
    if (other.order or 0.0, other.name) >= (step.order or 0.0, step.name):
        return False
    return step.name not in ahead(project, other.name) and other.name not in ahead(project, step.name)
