"""A criterion asks for several models, and none says what holds when they disagree.

A multi-model review gives several lists of findings. Whether a finding counts that only one of them has, has to be
said: by consensus, by majority, or how divergence is resolved.

Upstream: eval 89, which fails on more than twenty such steps.

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
- (depth 4+) Multi-model review done
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
- (depth 4+) Multi-model review done, findings reconciled by majority
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria, section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import evals


@rule(on=Step, severity=Severity.INFO, upstream=("eval:89",))
def missing_consensus(step: Step) -> Iterator[Finding]:
    """The first criterion about several models in a section without a word on agreement."""
    found = section(step, "Quality Criteria")
    if found is None:
        return
    text = found.body.of(step.text).lower()
    if "multi-model" not in text or any(word in text for word in evals.CONSENSUS_WORDS):
        return
    for item in criteria(step):
        if "multi-model" in item.text.lower():
            yield Finding(item.span, "several models are asked; no criterion says what holds when they disagree")
            return
