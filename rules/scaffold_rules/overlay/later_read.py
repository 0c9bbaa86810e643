"""An overlay makes a step read one that is listed behind it, and nothing makes that one run first.

Working down the list there is nothing to read yet: the read only helps when the step is run again.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  game-design: { append: [ux-spec] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
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
from scaffold_schemas import vocabulary


@rule(on=Overlay, severity=Severity.INFO)
def later_read(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Added reads of a higher order that the step does not wait for."""
    for each, step, target in later(project, overlay, "reads-overrides"):
        if (step.name, target.name) in vocabulary.evals.PHASE_ORDERING_EXEMPT:
            continue
        if not waits_for(project, overlay, step.name, target.name):
            yield Finding(
                each.node.span,
                f"`{target.name}` ({target.phase}, order {target.order:g}) is listed behind `{step.name}` "
                f"({step.phase}, order {step.order:g}); on a first pass there is nothing to read",
                related=defined(project, target.name, f"order {target.order:g}"),
            )
