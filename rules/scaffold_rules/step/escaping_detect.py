"""`detect` looks for a path outside the project.

Live checks are confined to the project's folder: an absolute path, or one that climbs out of it, never passes, so the
step is never verified.

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
    - path: /etc/hosts
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


@rule(on=Step, severity=Severity.WARNING)
def escaping_detect(step: Step) -> Iterator[Finding]:
    """Absolute paths and paths that climb out."""
    for check in (*checks(step, "all"), *checks(step, "any")):
        if check.path is not None and escapes(check.path.text):
            message = f"`{check.path.text}` is not below the project's folder; this check never passes"
            yield Finding(check.path.span, message)
