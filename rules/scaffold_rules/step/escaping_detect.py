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

import posixpath
import re
from collections.abc import Iterator

from scaffold_rules.detection import checks
from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")


@rule(on=Step, severity=Severity.WARNING)
def escaping_detect(step: Step) -> Iterator[Finding]:
    """Absolute paths and paths that climb out."""
    for check in (*checks(step, "all"), *checks(step, "any")):
        if check.path is None:
            continue
        path = check.path.text
        if _ABSOLUTE.match(path) or posixpath.normpath(path).startswith(".."):
            yield Finding(check.path.span, f"`{path}` is not below the project's folder; this check never passes")
