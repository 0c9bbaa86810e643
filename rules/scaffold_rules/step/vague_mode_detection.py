"""Mode Detection does not say how earlier output is recognised.

It should tell the agent what to check for ("if docs/plan.md exists"), or that there is nothing to detect ("not
applicable", "runs once", "always"). The content's gates look for one of the words exist, present, found, check, look,
detect, scan, not applicable, runs once, always, first time.

Upstream: eval 84.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Mode Detection
Use your judgement.
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

## Mode Detection
If docs/plan.md exists, operate in update mode.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import evals


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:84",))
def vague_mode_detection(step: Step) -> Iterator[Finding]:
    """A Mode Detection without any of the words."""
    found = section(step, "Mode Detection")
    if found is not None and not any(word in found.body.of(step.text).lower() for word in evals.MODE_DETECTION_WORDS):
        message = "it is not said how earlier output is recognised, such as `if docs/… exists`"
        yield Finding(found.heading.title_span, message)
