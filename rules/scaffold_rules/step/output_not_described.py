"""An output does not appear in the section Expected Outputs.

`outputs` is what the scaffold tool looks for, Expected Outputs is what the agent is told to write. An output that is
only in the frontmatter is written by luck, and where it is not, the completed step counts as undone.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md, docs/glossary.md]
---

## Expected Outputs
- docs/plan.md — the requirements
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md, docs/glossary.md]
---

## Expected Outputs
- docs/plan.md — the requirements
- docs/glossary.md — words and what they mean
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING)
def output_not_described(step: Step) -> Iterator[Finding]:
    """Outputs whose path is nowhere in the section's text."""
    if not step.outputs:
        return
    found = section(step, "Expected Outputs")
    if found is None:
        return
    text = found.body.of(step.text)
    for item in step.outputs:
        if item.text.strip("./") and item.text.rstrip("/") not in text:
            yield Finding(
                item.span,
                f"`{item.text}` is not in Expected Outputs, which tell the agent what to write",
                related=(Related(step.path, found.heading.span, "the section"),),
            )
