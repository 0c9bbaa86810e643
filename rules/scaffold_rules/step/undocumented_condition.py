"""A conditional step does not say when it is wanted.

`conditional: if-needed` lets the step be skipped depending on the project, and whoever decides, a person or an agent,
needs the criteria: the section Conditional Evaluation. A step whose text does not even hint at a condition fails the
content's gates.

Upstream: eval 77.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
conditional: if-needed
---

## Purpose
Write the contracts.
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
conditional: if-needed
---

## Purpose
Write the contracts.

## Conditional Evaluation
Enable when the project has an interface that others call.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_HINT = re.compile(
    r"conditional|only.{0,300}when|skip.{0,300}if|required.{0,300}when|applicable.{0,300}to|web.{0,300}app|mobile|expo|"
    r"multi.platform|if.needed|when.{0,300}present|if.{0,300}exists|optional|may.{0,300}skip|"
    r"not.{0,300}all.{0,300}projects|relevant.{0,300}project",
    re.IGNORECASE,
)


@rule(on=Step, severity=Severity.INFO, upstream=("eval:77",))
def undocumented_condition(step: Step) -> Iterator[Finding]:
    """Conditional steps without the section; without any word on a condition it is a warning."""
    if not step.conditional or section(step, "Conditional Evaluation") is not None:
        return
    if _HINT.search(step.text, *step.body.span):
        message = "the step is conditional; a section `Conditional Evaluation` would say when it is wanted"
        yield Finding(step.at("conditional"), message)
    else:
        message = "the step is conditional, and its text does not say when it is wanted"
        yield Finding(step.at("conditional"), message, Severity.WARNING, upstream="eval:77")
