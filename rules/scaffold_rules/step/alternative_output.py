"""`detect` takes any one of several paths as proof, while `outputs` demands them all.

A step is verified when all its outputs exist *and* `detect` passes, and a completed step of which one output is
missing counts as undone. So the `any` decides nothing: a project that rightly has only one of the alternatives is
told for ever that the step is not done.

## Bad

```markdown content/pipeline/integration/add-e2e-testing.md
---
name: add-e2e-testing
description: What it is for
phase: integration
order: 410
outputs: [playwright.config.ts, maestro/]
detect:
  any:
    - path: playwright.config.ts
    - path: maestro/
---
```

## Good

```markdown content/pipeline/integration/add-e2e-testing.md
---
name: add-e2e-testing
description: What it is for
phase: integration
order: 410
outputs: [docs/e2e-testing.md]
detect:
  any:
    - path: playwright.config.ts
    - path: maestro/
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.detection import checks
from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING)
def alternative_output(step: Step) -> Iterator[Finding]:
    """An `any` with a choice, of which at least one path must exist in any case."""
    found = checks(step, "any")
    if len(found) < 2 or step.stateless:
        return
    outputs = {item.text.rstrip("/"): item for item in step.outputs}
    demanded = [outputs[path] for check in found if check.path and (path := check.path.text.rstrip("/")) in outputs]
    if demanded:
        names = ", ".join(f"`{item.text}`" for item in demanded)
        yield Finding(
            found[0].key.span,
            f"one of these paths is enough here, but `outputs` demands {names} in any case, so this decides nothing",
            related=tuple(Related(step.path, item.span, "must exist after every run") for item in demanded),
        )
