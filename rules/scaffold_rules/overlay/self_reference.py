"""An overlay makes a step wait for itself, or read its own artifact.

A dependency on itself aborts every `scaffold run` of that project type. A read of itself yields nothing on a first
run and the step's own old artifact afterwards, which update mode has anyway.

Upstream: `DEP_SELF_REFERENCE`.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  game-design: { append: [game-design] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
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

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import added, without_added
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def self_reference(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Names added to the lists of the step they name; a dependency on itself breaks assembly."""
    for each in added(overlay, "reads-overrides", "dependency-overrides"):
        if each.name != each.override.step.text or each.name not in project.steps:
            continue
        waits = each.override.section == "dependency-overrides"
        yield Finding(
            each.node.span,
            f"`{each.name}` cannot wait for itself; every run of such a project aborts"
            if waits
            else f"`{each.name}` reads its own artifact",
            Severity.ERROR if waits else None,
            fixes=fix_of(f"Remove `{each.name}`", without_added(overlay, each), safe=False),
            upstream="DEP_SELF_REFERENCE" if waits else None,
        )
