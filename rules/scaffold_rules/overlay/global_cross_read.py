"""The structural overlay makes a step cross-read a global step.

Global steps, those under `step-overrides` of this file, run once for all services and belong to none of them. No
service can export one, so the cross-read never yields anything. An ordinary read does.

## Bad

```yaml content/methodology/multi-service-overlay.yml
name: multi-service
description: What is different with services
step-overrides:
  create-prd: { enabled: true }
cross-reads-overrides:
  game-design: { append: [{ service: api, step: create-prd }] }
```

## Good

```yaml content/methodology/multi-service-overlay.yml
name: multi-service
description: What is different with services
step-overrides:
  create-prd: { enabled: true }
reads-overrides:
  game-design: { append: [create-prd] }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import StructuralOverlay
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import switch
from scaffold_rules.rule import rule


@rule(on=StructuralOverlay, severity=Severity.WARNING)
def global_cross_read(overlay: StructuralOverlay) -> Iterator[Finding]:
    """Cross-reads of steps that the overlay makes global."""
    for item in overlay.cross_reads:
        key = switch(overlay, item.target.text) if item.target else None
        if item.target and key:
            yield Finding(
                item.target.span,
                f"`{item.target.text}` is a global step and no service's; this cross-read never yields anything",
                related=(Related(overlay.path, key.span, "global because it is switched here"),),
            )
