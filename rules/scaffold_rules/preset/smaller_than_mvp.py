"""The deep preset enables no more steps than the mvp preset.

Deep is meant to be everything, mvp the least; here somebody who asks for more gets less.

Upstream: eval 50.

## Bad

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: false }
  user-stories: { enabled: false }
```

## Good

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
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
outputs: [docs/user-stories.md]
---
```

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  user-stories: { enabled: false }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Preset
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas.facts import PresetFacts


@rule(on=Preset, severity=Severity.WARNING, upstream=("eval:50",))
def smaller_than_mvp(preset: Preset, project: Project) -> Iterator[Finding]:
    """The two counts of enabled steps; equal ones are fine where mvp enables the whole pipeline."""
    mvp = project.presets.get("mvp")
    if preset.stem != "deep" or mvp is None or preset.problems:
        return
    deep_count, mvp_count = _enabled(preset.facts), _enabled(mvp)
    if deep_count > mvp_count or mvp_count >= len(project.steps):
        return
    key = preset.field("steps")
    others = (other for other in project.of(Preset) if other.stem == "mvp")
    yield Finding(
        key.key.span if key else preset.start,
        f"deep enables {deep_count} steps and mvp {mvp_count}; deep should enable more",
        related=tuple(Related(other.path, other.at("steps"), f"{mvp_count} steps enabled") for other in others),
    )


def _enabled(preset: PresetFacts) -> int:
    return sum(choice.enabled for choice in preset.steps.values())
