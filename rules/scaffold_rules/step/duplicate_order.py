"""Two steps of a phase have the same order.

The order is what makes a list of steps the same every time; between equals it is the name that decides, which nobody
meant. Equal orders in different phases cannot both lie in their phase's range and are `step/order-outside-phase`'s.

Upstream: `FRONTMATTER_ORDER_DUPLICATE` (documented, never implemented), eval 70.

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

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
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

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/review-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:70", "FRONTMATTER_ORDER_DUPLICATE"))
def duplicate_order(step: Step, project: Project) -> Iterator[Finding]:
    """The second and further steps at one order of a phase, by path."""
    if step.order is None or step.phase is None:
        return
    first = _first_at(project).get((step.phase, step.order), step)
    if first is not step and first.name != step.name:
        yield Finding(
            step.at("order"),
            f"order {step.order:g} is taken by `{first.name}`; each step of a phase needs its own",
            related=(Related(first.path, first.at("order"), f"`{first.name}` has it"),),
        )


@once
def _first_at(project: Project) -> Mapping[tuple[str, float], Step]:
    found: dict[tuple[str, float], Step] = {}
    for step in project.of(Step):
        if step.phase is not None and step.order is not None:
            found.setdefault((step.phase, step.order), step)
    return found
