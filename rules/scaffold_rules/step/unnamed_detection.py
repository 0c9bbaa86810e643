"""Mode Detection names none of the step's outputs.

"If outputs already exist" makes the agent look up what they are; "if docs/plan.md exists" does not. Off unless
selected: some texts name the folder of a review, or say it well in other words.

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
If the outputs exist already, operate in update mode.
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

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_NONE = re.compile(r"not applicable|N/A|runs once|always", re.IGNORECASE)


@rule(on=Step, severity=Severity.INFO, default=False)
def unnamed_detection(step: Step) -> Iterator[Finding]:
    """Sections without the path or the file name of any output."""
    found = section(step, "Mode Detection")
    if found is None or not step.outputs:
        return
    text = found.body.of(step.text)
    names = [path for node in step.outputs for path in (node.text, node.text.rstrip("/").rpartition("/")[2]) if path]
    if text.strip() and not _NONE.search(text) and not any(name in text for name in names):
        yield Finding(found.heading.title_span, f"none of the outputs is named, such as `{step.outputs[0].text}`")
