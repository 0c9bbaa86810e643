"""An output is only written under some condition, and yet every run has to leave it behind.

Since 3.48.0 the scaffold tool takes a completed step for undone when one of its `outputs` is missing. An output that
the step's own text calls a fallback, or optional, or ties to a condition, is missing in projects where the condition
does not hold. (Where the condition is a depth it is an error: `step/depth-gated-output`.)

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/reviews/prd.md, scripts/review.sh]
---

## Expected Outputs
- docs/reviews/prd.md — findings
- scripts/review.sh (fallback mode) — when there is no tool for it
```

## Good

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/reviews/prd.md]
---

## Expected Outputs
- docs/reviews/prd.md — findings
- scripts/review.sh (fallback mode) — when there is no tool for it
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import expected_outputs
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import without
from scaffold_rules.rule import rule
from scaffold_rules.step.depth_gated_output import OUTPUTS_COUNT
from scaffold_rules.text import Span

_CONDITION = re.compile(
    r"[ \t`*]*\(([^()\r\n]*\b(?:if|when|fallback|optional|conditional|mode|unless)\b[^()\r\n]*)\)", re.IGNORECASE
)


@rule(on=Step, severity=Severity.INFO, fixable=True)
def conditional_output(step: Step, project: Project) -> Iterator[Finding]:
    """Outputs with a condition in parentheses right behind their path in Expected Outputs."""
    version = project.layout.version
    if (version is not None and version < OUTPUTS_COUNT) or step.stateless or not step.outputs:
        return
    conditions = {
        line.path.rstrip("/"): Span(*match.span(1))
        for line in expected_outputs(step)
        if line.path and line.gate is None and (match := _CONDITION.match(step.text, line.span.end, line.item.end))
    }
    for item in step.outputs:
        span = conditions.get(item.text.rstrip("/"))
        if span is not None:
            yield Finding(
                item.span,
                f"`{item.text}` is written under a condition only ({span.of(step.text)}); "
                "where it is missing the completed step counts as undone",
                fixes=without(step, item, "Remove it from `outputs`") if len(step.outputs) > 1 else (),
                related=(Related(step.path, span, "the condition"),),
            )
