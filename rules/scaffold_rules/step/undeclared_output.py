"""Expected Outputs promises a file that is not among the step's `outputs`.

The scaffold tool does not know it: it is neither checked nor put into the prompts of steps that depend on this one.
Lines about files that are updated, amended or written by another step are fine, and so are files that exist from some
depth or under some condition only; those must not be in `outputs`.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Expected Outputs
- docs/plan.md — the requirements
- docs/glossary.md — words and what they mean
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

## Expected Outputs
- docs/plan.md — the requirements
- docs/vision.md — updated with what was decided
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import expected_outputs
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.edits import append_item, fix_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import producers_of
from scaffold_rules.project import Project
from scaffold_rules.rule import rule

_NOT_NEW = re.compile(
    r"\b(?:updat|amend|extend|append|revis|correct|modif|refin|annotat|enrich|adjust|add(?:s|ed)?\b|gain|fixes|changes"
    r"|existing|if\b|when\b|optional|conditional|fallback|mode\b)",
    re.IGNORECASE,
)


@rule(on=Step, severity=Severity.INFO, fixable=True)
def undeclared_output(step: Step, project: Project) -> Iterator[Finding]:
    """Paths below `docs/` that begin an unconditional line, and that no step declares."""
    if step.stateless:
        return
    declared = {item.text.rstrip("/") for item in step.outputs}
    for line in expected_outputs(step):
        path = line.path.rstrip("/")
        if not path.startswith("docs/") or path in declared or line.gate is not None or _NOT_NEW.search(line.text):
            continue
        covered = any(path.startswith(f"{folder}/") for folder in declared)
        if covered or line.text.startswith("(") or producers_of(project, line.path):
            continue
        field = step.field("outputs")
        edits = append_item(step, field.value, line.path) if field and isinstance(field.value, Sequence) else None
        yield Finding(
            line.span,
            f"`{line.path}` is not among the step's `outputs`; nothing checks or injects it",
            fixes=fix_of(f"Add `{line.path}` to `outputs`", edits, safe=False),
        )
