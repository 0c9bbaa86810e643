"""A step is disabled in every preset, and no overlay enables it.

Nobody ever gets it, except who enables it by name in their own configuration. Usually a preset or an overlay was
forgotten when the step was written.

## Bad

```yaml content/methodology/deep.yml
name: Deep
description: All of it
default_depth: 5
steps:
  create-prd: { enabled: false }
```

## Good

```yaml content/methodology/deep.yml
name: Deep
description: All of it
default_depth: 5
steps:
  create-prd: { enabled: true }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Preset
from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING)
def unreachable_step(step: Step, project: Project) -> Iterator[Finding]:
    """A step all presets switch off; one that a preset does not mention counts as enabled there."""
    choices = [preset.steps.get(step.name) for preset in project.presets.values()]
    if not choices or any(choice is None or choice.enabled for choice in choices) or not project.knows_names:
        return
    overrides = (overlay.steps.get(step.name) for overlay in project.overlays.values() if overlay.kind != "sub")
    if any(override is not None and override.enabled for override in overrides):
        return
    yield Finding(
        step.at("name"),
        f"`{step.name}` is disabled in every preset and enabled by no overlay; nobody ever gets it",
        related=tuple(
            Related(preset.path, choice.node.span, f"disabled in `{preset.stem}`")
            for preset in project.of(Preset)
            for choice in preset.steps
            if choice.step.text == step.name
        ),
    )
