"""A step reads one that only some overlays enable.

Without those overlays there is nothing to read. The read belongs under `reads-overrides` of the overlay that enables
the step, beside what makes it useful. Off by default: the content does so once on purpose.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
reads: [game-design]
outputs: [docs/create-prd.md]
---
```

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  game-design: { enabled: true }
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  game-design: { enabled: true }
reads-overrides:
  create-prd: { append: [game-design] }
```

## With

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
---
```

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  game-design: { enabled: false }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import switch, switched_on
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas.facts import OverlayFacts


@rule(on=Step, severity=Severity.INFO, default=False)
def misplaced_read(step: Step, project: Project) -> Iterator[Finding]:
    """Reads of steps that every preset disables and an overlay enables, by steps that a preset enables."""
    if not switched_on(project, step.name):
        return
    for item in step.reads:
        if item.text not in project.steps or switched_on(project, item.text):
            continue
        enabling = [overlay for overlay in project.overlays.values() if _enables(overlay, item.text)]
        if enabling:
            yield Finding(
                item.span,
                f"`{item.text}` is enabled by {', '.join(f'`{each.stem}`' for each in enabling)} alone; "
                "the read belongs under `reads-overrides` there",
                related=tuple(
                    Related(overlay.path, key.span, "enabled here")
                    for overlay in project.of(Overlay)
                    if _enables(overlay.facts, item.text) and (key := switch(overlay, item.text))
                ),
            )


def _enables(overlay: OverlayFacts, step: str) -> bool:
    return overlay.kind != "sub" and step in overlay.steps and overlay.steps[step].enabled
