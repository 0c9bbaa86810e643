"""A step can meet its earlier result, but does not say what an update keeps.

Mode Detection tells the agent to look for earlier output; without Update Mode Specifics it does not know what of it
must be preserved, what triggers a change and how conflicts are resolved. Only where Mode Detection says "not
applicable" or "N/A" is there nothing to say. A step with Adoption Mode Specifics needs the section in any case.

Upstream: evals 75 and 2.

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
If docs/plan.md exists, operate in update mode.
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

## Update Mode Specifics
- **Detect**: `docs/plan.md` exists
- **Preserve**: the scope
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_NONE = re.compile(r"not applicable|N/A", re.IGNORECASE)


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:75", "eval:2"))
def missing_update_mode(step: Step) -> Iterator[Finding]:
    """Mode Detection, or Adoption Mode Specifics, without Update Mode Specifics."""
    if section(step, "Update Mode Specifics") is not None:
        return
    detection, adoption = section(step, "Mode Detection"), section(step, "Adoption Mode Specifics")
    text = detection.body.of(step.text).strip() if detection else ""
    if detection and text and not _NONE.search(text):
        message = "there is no section `Update Mode Specifics` to say what an update keeps and what triggers it"
        yield Finding(detection.heading.title_span, message, upstream="eval:75")
    elif adoption:
        message = "`Adoption Mode Specifics` needs a section `Update Mode Specifics` before it"
        yield Finding(adoption.heading.title_span, message, upstream="eval:2")
