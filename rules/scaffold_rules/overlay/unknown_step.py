"""An overlay overrides, replaces or appends a step that does not exist.

No loader compares the names in an overlay with the pipeline: an override on an unknown step just has no effect, and an
unknown name under `dependency-overrides` aborts every `scaffold run` of that project type (`DEP_TARGET_MISSING`).

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Game projects
project-type: game
step-overrides:
  game-desing: { enabled: true }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Game projects
project-type: game
step-overrides:
  game-design: { enabled: true }
```

## With

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: Design the game
phase: pre
order: 110
outputs: [docs/game-design.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule

WITH_TOOLS = {"knowledge-overrides"}


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def unknown_step(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Names of steps that nothing defines; a dependency on one breaks assembly."""
    for reference in overlay.references:
        if reference.namespace is not Namespace.STEP:
            continue
        breaks = reference.role in {"dependency-overrides.append", "dependency-overrides.replace"}
        severity = Severity.ERROR if breaks else Severity.WARNING
        tools = reference.role in WITH_TOOLS
        yield from unknown_name(project, reference, "step or tool" if tools else "step", severity)
