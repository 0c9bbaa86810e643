"""An overlay appends what the step has anyway.

Nothing is added twice, so the line does nothing. It reads as if the overlay brought something that the pipeline
itself brings, and keeps saying so when the step changes.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  system-architecture: { append: [create-prd, game-design] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  system-architecture: { append: [game-design] }
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

```markdown content/pipeline/architecture/system-architecture.md
---
name: system-architecture
description: What system-architecture is for
phase: architecture
order: 710
reads: [create-prd]
outputs: [docs/system-architecture.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.edits import fix_of
from scaffold_rules.effective import FRONTMATTER
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import LISTS, added, already_there, without_added, written
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.INFO, fixable=True)
def already_present(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Appended names that are in the list whenever the overlay is merged; repeated ones are `duplicate-item`'s."""
    seen: set[tuple[str, str, str]] = set()
    for each in added(overlay):
        step, section = each.override.step.text, each.override.section
        there = already_there(project, overlay, each)
        if there is None or (section, step, each.name) in seen:
            continue
        seen.add((section, step, each.name))
        where = "from its frontmatter" if there.origin == FRONTMATTER else f"from `{there.origin}`"
        if there.name != each.name:
            where = f"in place of `{there.name}`"
        yield Finding(
            each.node.span,
            f"`{step}` has `{each.name}` among its {LISTS[section]} already, {where}; this adds nothing",
            fixes=fix_of(f"Remove `{each.name}`", without_added(overlay, each)),
            related=written(project, section, step, there, "there already"),
            tags=("unnecessary",),
        )
