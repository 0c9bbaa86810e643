"""A preset enables a step and disables what it depends on.

A disabled dependency counts as done, so the step can be run, without the artifact it was written to build on. Off by
default: the content's small presets do so on purpose, with steps that say what to do without.

Upstream: `PRESET_UNMET_DEPENDENCY`, which nothing calls.

## Bad

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: false }
  user-stories: { enabled: true }
```

## Good

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  user-stories: { enabled: true }
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

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What user-stories is for
phase: pre
order: 120
dependencies: [create-prd]
outputs: [docs/user-stories.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Preset
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Preset, severity=Severity.INFO, default=False, upstream=("PRESET_UNMET_DEPENDENCY",))
def disabled_dependency(preset: Preset, project: Project) -> Iterator[Finding]:
    """Each pair of an enabled step and a dependency that the preset disables by name."""
    disabled = {choice.step.text: choice.step for choice in preset.steps if choice.facts and not choice.facts.enabled}
    for choice in preset.steps:
        step = project.steps.get(choice.step.text)
        if step is None or choice.facts is None or not choice.facts.enabled:
            continue
        for name in dict.fromkeys(step.dependencies):
            if name in disabled:
                yield Finding(
                    choice.step.span,
                    f"`{step.name}` is enabled, `{name}` that it depends on is not",
                    related=(Related(preset.path, disabled[name].span, "disabled here"),),
                )
