"""A step does not say what comes after it.

The section After This Step names the next steps as `/scaffold:<step>`, so that an agent that has finished can tell its
user how to go on. Conditional steps and those of the build phase need none.

Upstream: evals 6 and 5, which tolerate a certain number of steps without.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
Write the requirements.
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

## Purpose
Write the requirements.

## After This Step
Run `/scaffold:review-prd`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_STEP = re.compile(r"/scaffold:[a-z<]|scaffold run [a-z<]")
BUILD = "build"


@rule(on=Step, severity=Severity.INFO, upstream=("eval:6", "eval:5"))
def missing_next_step(step: Step) -> Iterator[Finding]:
    """Steps without the section, or with one that names no step."""
    found = section(step, "After This Step")
    if found is not None:
        if not _STEP.search(step.text, *found.body):
            message = "the section names no step as `/scaffold:<step>`"
            yield Finding(found.heading.title_span, message, upstream="eval:5")
    elif step.frontmatter is not None and step.phase != BUILD and not step.conditional:
        yield Finding(step.at("name"), "no section `After This Step` says what comes next", upstream="eval:6")
