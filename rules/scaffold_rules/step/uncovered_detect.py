"""`detect` looks for a path that is not among the step's outputs.

The live check then rests on something the step does not say it writes. Either the output is missing from `outputs`,
or the path belongs to another step.

## Bad

```markdown content/pipeline/environment/dev-setup.md
---
name: dev-setup
description: What it is for
phase: environment
order: 310
outputs: [docs/dev-setup.md]
detect:
  all:
    - path: docs/setup.md
---
```

## Good

```markdown content/pipeline/environment/dev-setup.md
---
name: dev-setup
description: What it is for
phase: environment
order: 310
outputs: [docs/dev-setup.md]
detect:
  all:
    - path: docs/dev-setup.md
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.detection import checks, escapes
from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO)
def uncovered_detect(step: Step) -> Iterator[Finding]:
    """Paths under `detect` that neither are an output nor lie in one, nor hold one."""
    outputs = [item.text.rstrip("/") for item in step.outputs]
    for check in (*checks(step, "all"), *checks(step, "any")):
        path = check.path.text.rstrip("/") if check.path else ""
        if not path or not outputs or escapes(path):
            continue
        if not any(path == out or path.startswith(f"{out}/") or out.startswith(f"{path}/") for out in outputs):
            yield Finding(check.path.span if check.path else step.start, f"`{path}` is none of the step's `outputs`")
