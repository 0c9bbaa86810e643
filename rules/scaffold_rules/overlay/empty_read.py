"""An overlay makes a step read one that never leaves anything to read.

Artifacts are taken from the outputs of steps that are done. A stateless step never counts as done, and a step without
outputs has none.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  second-round: { append: [start-work] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  second-round: { append: [create-prd] }
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

```markdown content/pipeline/build/start-work.md
---
name: start-work
description: What start-work is for
phase: build
order: 1510
outputs: []
stateless: true
---
```

```markdown content/pipeline/build/second-round.md
---
name: second-round
description: What second-round is for
phase: build
order: 1520
outputs: [docs/second-round.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import added, without_added
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def empty_read(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Added reads of steps that are stateless or have no outputs; tools are `overlay/tool-as-step`'s."""
    for each in added(overlay, "reads-overrides"):
        target = project.steps.get(each.name)
        if target is None or each.name == each.override.step.text or (target.outputs and not target.stateless):
            continue
        why = "is stateless and never counts as done" if target.stateless else "has no outputs"
        yield Finding(
            each.node.span,
            f"`{each.name}` {why}, so this read never yields anything",
            fixes=fix_of(f"Remove `{each.name}`", without_added(overlay, each), safe=False),
            related=defined(project, each.name, "defined here"),
            tags=("unnecessary",),
        )
