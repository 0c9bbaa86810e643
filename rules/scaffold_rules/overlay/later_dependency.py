"""An overlay makes a step wait for one that is listed behind it.

`order` decides how steps are listed, dependencies decide what may run. Where the two disagree, a user who works down
the list finds a step that is not ready yet.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  game-design: { append: [ux-spec] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  ux-spec: { append: [game-design] }
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

```markdown content/pipeline/specification/ux-spec.md
---
name: ux-spec
description: What ux-spec is for
phase: specification
order: 810
outputs: [docs/ux-spec.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import later, waits_for
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.INFO)
def later_dependency(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Added dependencies with a higher order; those that close a cycle are `overlay/dependency-cycle`'s."""
    for each, step, target in later(project, overlay, "dependency-overrides"):
        if not waits_for(project, overlay, target.name, step.name):
            yield Finding(
                each.node.span,
                f"`{target.name}` ({target.phase}, order {target.order:g}) is listed behind `{step.name}` "
                f"({step.phase}, order {step.order:g}), but has to run first",
                related=defined(project, target.name, f"order {target.order:g}"),
            )
