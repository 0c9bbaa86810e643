"""An overlay changes what a step gets, but nobody ever gets the step.

The overlay itself disables the step, or every preset does and no overlay that can apply enables it again. What the
override says is never used, unless a project switches the step on by name.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  ux-spec: { enabled: false }
knowledge-overrides:
  ux-spec: { append: [game-engines] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  ux-spec: { enabled: true }
knowledge-overrides:
  ux-spec: { append: [game-engines] }
```

## With

```markdown content/pipeline/specification/ux-spec.md
---
name: ux-spec
description: What ux-spec is for
phase: specification
order: 810
outputs: [docs/ux-spec.md]
---
```

```markdown content/knowledge/game/game-engines.md
---
name: game-engines
description: About game-engines
topics: [game-engines]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.effective import STRUCTURAL, choice_of
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import applied, switch, switched_on
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.WARNING)
def pointless_override(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """List overrides of disabled steps; info where only a preset disables, which a project's own choice beats."""
    for override in applied(overlay):
        step = override.step.text
        if step not in project.steps:
            continue
        disabling = _disabling(project, overlay, step)
        if disabling is not None:
            key = switch(overlay, step)
            yield Finding(
                override.step.span,
                f"`{step}` is disabled by {disabling or 'every preset'}; this override is never used",
                Severity.WARNING if disabling else Severity.INFO,
                related=(Related(overlay.path, key.span, "disabled here"),) if key else (),
                tags=("unnecessary",),
            )


def _disabling(project: Project, overlay: Overlay, step: str) -> str | None:
    """The overlay that disables a step where another applies, empty when it is the presets; None when nothing does."""
    facts = overlay.facts
    structural = project.overlays.get(STRUCTURAL)
    if facts.kind == "structural":
        if step in facts.steps:
            return None if facts.steps[step].enabled else "this overlay"
        others = [other.steps.get(step) for other in project.overlays.values() if other.kind == "project-type"]
        return None if switched_on(project, step) or any(each and each.enabled for each in others) else ""
    if structural and step in structural.steps and structural.steps[step].enabled:
        return None
    base = project.overlays.get(f"{choice_of(facts).project_type}-overlay")
    switched = base.steps.get(step) if base else None
    if switched is not None:
        return None if switched.enabled else "this overlay" if base is facts else f"`{base.stem if base else ''}`"
    return None if switched_on(project, step) else ""
