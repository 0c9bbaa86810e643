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
        for other in producers(project).get(item.text, ()):
            if not _earlier(other, step) or step.name in ahead(project, other.name):
                continue
            if other.name not in ahead(project, step.name):
                yield Finding(
                    item.span,
                    f"`{other.name}` writes `{item.text}` too, and neither waits for the other",
                    related=defined(project, other.name, "the other step"),
                )


def _earlier(other: StepFacts, step: Step) -> bool:
    return (other.order or 0.0, other.name) < (step.order or 0.0, step.name)
