"""A step has too few quality criteria.

An agent judges its own result by them, and one or two leave most of it unjudged. The content's gates want at least
three in every step that is not stateless; `minimum` asks for another number.

Upstream: eval 92.

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
- (mvp) Every feature has a user
- (deep) Every risk has an owner
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
- (mvp) Every feature has a test
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


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:92",))
def few_criteria(step: Step, *, minimum: int = evals.MINIMUM_CRITERIA) -> Iterator[Finding]:
    """Fewer items than wanted in the Quality Criteria of a stateful step."""
    found, items = section(step, "Quality Criteria"), criteria(step)
    if found is not None and not step.stateless and len(items) < minimum:
        count = len(items) or "no"
        criterion = "criterion" if len(items) == 1 else "criteria"
        yield Finding(found.heading.title_span, f"{count} quality {criterion}, less than {minimum}")
