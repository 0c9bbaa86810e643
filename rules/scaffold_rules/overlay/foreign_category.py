"""An overlay appends an entry from outside the folder called as its project type.

The entry is found by its name wherever it lies. The content's own gate looks for it in `knowledge/<project-type>/`
alone, once that folder exists. Off by default: entries that several project types share have to lie somewhere.

Upstream: eval 67.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design: { append: [shaders] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design: { append: [game-engines] }
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

```markdown content/knowledge/game/game-engines.md
---
name: game-engines
description: About game-engines
topics: [game-engines]
---
```

```markdown content/knowledge/core/shaders.md
---
name: shaders
description: About shaders
topics: [shaders]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import ProjectTypeOverlay
from scaffold_rules.effective import choice_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import added
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectTypeOverlay, severity=Severity.INFO, default=False, upstream=("eval:67",))
def foreign_category(overlay: ProjectTypeOverlay, project: Project) -> Iterator[Finding]:
    """Appended entries of another category, where the project type has one of its own."""
    own = choice_of(overlay.facts).project_type
    if all(entry.category != own for entry in project.knowledge.values()):
        return
    for each in added(overlay, "knowledge-overrides"):
        entry = project.knowledge.get(each.name)
        if entry is not None and entry.category != own:
            yield Finding(
                each.node.span, f"`{each.name}` lies in `knowledge/{entry.category}`, not in `knowledge/{own}`"
            )
