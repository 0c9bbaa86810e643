"""A step's order does not lie in the range of its phase.

Phase N has the orders N00 to N99: `pre`, the first phase after `vision`, has 100 to 199. An order outside sorts the
step among those of another phase.

Upstream: eval 72.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 210
outputs: [docs/create-prd.md]
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
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:72",))
def order_outside_phase(step: Step) -> Iterator[Finding]:
    """An order that belongs to another phase; one that belongs to none is the schema's business."""
    phase = vocabulary.phase(step.phase)
    other = vocabulary.phase_of_order(step.order) if step.order is not None else None
    if phase is not None and other is not None and other is not phase:
        yield Finding(
            step.at("order"),
            f"order {step.order:g} belongs to phase `{other.slug}`; "
            f"`{phase.slug}` has {phase.first_order} to {phase.last_order}",
        )
