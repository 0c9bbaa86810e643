"""An overlay disables a step that other steps still read or wait for.

A disabled dependency counts as done and a disabled read is passed over, so nothing breaks: the other steps go on
without the artifact, although their text still speaks of it. Where another step takes over, say so with `replace`
under `reads-overrides` and `dependency-overrides`, as an overlay should that exchanges one specification for another.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  ux-spec: { enabled: false }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  ux-spec: { enabled: false }
reads-overrides:
  system-architecture:
    replace: { ux-spec: game-design }
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

```markdown content/pipeline/specification/ux-spec.md
---
name: ux-spec
description: What ux-spec is for
phase: specification
order: 810
outputs: [docs/ux-spec.md]
---
```

```markdown content/pipeline/architecture/system-architecture.md
---
name: system-architecture
description: What system-architecture is for
phase: architecture
order: 710
dependencies: [create-prd]
reads: [ux-spec]
outputs: [docs/system-architecture.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import ProjectTypeOverlay
from scaffold_rules.effective import Item, merge
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import LISTS, switched_on, unmerged, written
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectTypeOverlay, severity=Severity.INFO)
def dangling_step(overlay: ProjectTypeOverlay, project: Project) -> Iterator[Finding]:
    """Steps that the overlay takes away from steps that some preset enables; without presets everything is enabled."""
    disabled = {
        choice.step.text: choice.step
        for choice in overlay.step_overrides
        if choice.facts and not choice.facts.enabled and switched_on(project, choice.step.text)
    }
    uses: dict[str, list[tuple[str, str, Item]]] = {}
    for step, section, item in _items(project, overlay) if disabled and project.complete else ():
        if item.name in disabled:
            uses.setdefault(item.name, []).append((step, section, item))
    for name, found in uses.items():
        users = ", ".join(f"`{user}`" for user in dict.fromkeys(step for step, _, _ in found))
        related = (
            written(project, section, step, item, f"among the {LISTS[section]} of `{step}`")
            for step, section, item in found
        )
        yield Finding(
            disabled[name].span,
            f"`{name}` is disabled, but still read or waited for by {users}",
            related=tuple(place for places in related for place in places),
        )


def _items(project: Project, overlay: ProjectTypeOverlay) -> Iterator[tuple[str, str, Item]]:
    """What the enabled steps read and wait for after the overlay: step, section, item."""
    facts = overlay.facts
    for name in project.steps:
        switched = facts.steps.get(name)
        if not (switched.enabled if switched else switched_on(project, name)):
            continue
        merged = unmerged(project, name)
        if merged is None:
            continue
        if name in facts.reads or name in facts.dependencies:
            merged = merge(merged, facts)
        yield from ((name, "reads-overrides", item) for item in merged.reads)
        yield from ((name, "dependency-overrides", item) for item in merged.dependencies)
