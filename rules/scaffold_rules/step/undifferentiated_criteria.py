"""A step has many quality criteria, and none is only for a thorough run.

With five or more, at least one must be marked `(deep)` or `(depth N+)`; otherwise a minimal run is held to all of them.
The content's gates fail on it in steps that are not stateless; `many` asks for another number.

Upstream: eval 91.

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
- (mvp) Every feature has a test
- (mvp) Every risk has an owner
- (mvp) Every source is named
- (mvp) The scope is stated
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
- (depth 4+) Every risk has an owner
- (mvp) Every source is named
- (mvp) The scope is stated
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria, section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import evals


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:91",))
def undifferentiated_criteria(step: Step, *, many: int = evals.CRITERIA_THAT_NEED_A_DEEP_ONE) -> Iterator[Finding]:
    """Many criteria of a stateful step, none of them with the tag of a depth."""
    found, items = section(step, "Quality Criteria"), criteria(step)
    if found is None or step.stateless or len(items) < many:
        return
    text = found.body.of(step.text)
    if "(deep)" not in text and "(depth " not in text:
        message = f"none of the {len(items)} criteria is marked `(deep)` or `(depth N+)`"
        yield Finding(found.heading.title_span, message)
