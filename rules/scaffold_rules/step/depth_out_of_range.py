"""A depth is not one of the five there are.

Depths are whole numbers from 1 to 5. An item, a criterion or an output for any other depth never applies.

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
- (depth 6+) Every risk has an owner

## Methodology Scaling
- **custom:depth(1-5)**:
  - Depth 0: Nothing.
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
- (mvp) Every feature has a user, at most 10 levels deep
- (depth 4+) Every risk has an owner

## Methodology Scaling
- **custom:depth(1-5)**:
  - Depth 1: One page.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria, expected_outputs, section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary import pipeline

_ITEM = re.compile(r"\bDepth[ \t]+(\d{1,9})(?![\d.]*\d)")
_CUSTOM = re.compile(r"custom:depth\((\d{1,9})[ \t]*[-–][ \t]*(\d{1,9})\)")
_GATE = re.compile(r"depth[ \t]+(\d{1,9})\b", re.IGNORECASE)


@rule(on=Step, severity=Severity.WARNING)
def depth_out_of_range(step: Step) -> Iterator[Finding]:
    """Numbers of depths in Methodology Scaling, criteria's tags and outputs' gates."""
    for span in _numbers(step):
        if not pipeline.MINIMUM_DEPTH <= int(span.of(step.text)) <= pipeline.MAXIMUM_DEPTH:
            message = f"there is no depth {int(span.of(step.text))}; depths go from 1 to {pipeline.MAXIMUM_DEPTH}"
            yield Finding(span, message)


def _numbers(step: Step) -> Iterator[Span]:
    scaling = section(step, "Methodology Scaling")
    if scaling is not None:
        yield from (Span(*match.span(1)) for match in _ITEM.finditer(step.text, *scaling.body))
        for match in _CUSTOM.finditer(step.text, *scaling.body):
            yield Span(*match.span(1))
            yield Span(*match.span(2))
    tags = [criterion.tag_span for criterion in criteria(step) if criterion.tag]
    gates = [line.gate_span for line in expected_outputs(step) if line.gate]
    for span in (*tags, *gates):
        yield from (Span(*match.span(1)) for match in _GATE.finditer(step.text, *span))
