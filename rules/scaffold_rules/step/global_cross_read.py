"""A cross-read names a global step.

In a project with services the steps under `step-overrides` of the structural overlay run once for the whole project.
No service has artifacts of them, so they can never be cross-read.

## Bad

```markdown content/pipeline/specification/contracts.md
---
name: contracts
description: What it is for
phase: specification
order: 820
outputs: [docs/contracts.md]
cross-reads: [{ service: billing, step: service-map }]
---
```

## Good

```markdown content/pipeline/specification/contracts.md
---
name: contracts
description: What it is for
phase: specification
order: 820
outputs: [docs/contracts.md]
reads: [service-map]
---
```

## With

```yaml content/methodology/multi-service-overlay.yml
name: multi-service
description: Projects with services
step-overrides:
  service-map: { enabled: true }
```

```markdown content/pipeline/specification/service-map.md
---
name: service-map
description: What it is for
phase: specification
order: 810
outputs: [docs/service-map.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.effective import STRUCTURAL
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING)
def global_cross_read(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Steps of `cross-reads` that run once per project."""
    overlay = project.overlays.get(STRUCTURAL)
    for cross_read in prompt.cross_reads:
        step = cross_read.step
        if overlay is not None and step is not None and step.text in overlay.steps:
            yield Finding(
                step.span,
                f"`{step.text}` runs once for the whole project and can never be cross-read; list it in `reads`",
            )
