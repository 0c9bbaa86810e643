"""None of the quality criteria says at which depths it counts.

Without tags every criterion counts at every depth, and a minimal run is held to the standards of a thorough one.
`(mvp)` marks what always counts, `(deep)` and `(depth N+)` what is asked from depth 4 or N.
Stateful steps with five criteria or more have a rule of their own, `step/undifferentiated-criteria`.

Upstream: evals 51 and 83, which count the steps that do.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Quality Criteria
- Every feature has a user
- Every feature has a test
- Every risk has an owner
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

## Quality Criteria
- (mvp) Every feature has a user
- Every feature has a test
- (deep) Every risk has an owner
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria, section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import evals


@rule(on=Step, severity=Severity.INFO, upstream=("eval:51", "eval:83"))
def untagged_criteria(step: Step) -> Iterator[Finding]:
    """Quality Criteria with items and without a single tag."""
    found, items = section(step, "Quality Criteria"), criteria(step)
    if found is None or not items or any(item.tag for item in items):
        return
    if step.stateless or len(items) < evals.CRITERIA_THAT_NEED_A_DEEP_ONE:
        message = "no criterion says at which depths it counts: `(mvp)`, `(deep)` or `(depth N+)`"
        yield Finding(found.heading.title_span, message)
