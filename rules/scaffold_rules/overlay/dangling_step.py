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
from scaffold_rules.effective import bare, merge
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import LISTS, switched_on, written
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectTypeOverlay, severity=Severity.INFO)
def dangling_step(overlay: ProjectTypeOverlay, project: Project) -> Iterator[Finding]:
    """Steps that the overlay takes away from steps that some preset enables; without presets everything is enabled."""
    for choice in overlay.step_overrides:
        name = choice.step.text
        if choice.facts is None or choice.facts.enabled or not switched_on(project, name):
            continue
        users = dict(_users(project, overlay, name))
        if users:
            listed = ", ".join(f"`{user}`" for user in users)
            yield Finding(
                choice.step.span,
                f"`{name}` is disabled, but still read or waited for by {listed}",
                related=tuple(related for places in users.values() for related in places),
            )


def _users(project: Project, overlay: ProjectTypeOverlay, name: str) -> Iterator[tuple[str, tuple[Related, ...]]]:
    """The enabled steps that have a step in their lists after the overlay, each with where it is written."""
    for step in project.steps.values():
        switched = overlay.facts.steps.get(step.name)
        if not (switched.enabled if switched else switched_on(project, step.name)):
            continue
        merged = merge(bare(step), overlay.facts)
        places: list[Related] = []
        for section, items in (("reads-overrides", merged.reads), ("dependency-overrides", merged.dependencies)):
            word = LISTS[section]
            for item in items:
                if item.name == name:
                    places += written(project, section, step.name, item, f"among the {word} of `{step.name}`")
        if any(item.name == name for item in (*merged.reads, *merged.dependencies)):
            yield step.name, tuple(places)
