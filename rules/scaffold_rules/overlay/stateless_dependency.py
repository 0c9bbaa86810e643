"""An overlay makes a step wait for a stateless step, which never counts as done.

Completion of a stateless step is not tracked, so the dependency is never satisfied: the step can never be started,
unless the stateless one is disabled.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  second-round: { append: [start-work] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
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


@rule(on=Overlay, severity=Severity.ERROR, fixable=True)
def stateless_dependency(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Added dependencies on steps that say `stateless: true`, unless the overlay disables them."""
    for each in added(overlay, "dependency-overrides"):
        step, target = each.override.step.text, project.steps.get(each.name)
        switched = overlay.facts.steps.get(each.name)
        if target is None or not target.stateless or step == each.name or step not in project.steps:
            continue
        if switched is None or switched.enabled:
            yield Finding(
                each.node.span,
                f"`{each.name}` is stateless and never counts as done, so `{step}` can never start",
                fixes=fix_of(f"Remove `{each.name}`", without_added(overlay, each), safe=False),
                related=defined(project, each.name, "the stateless step"),
            )
