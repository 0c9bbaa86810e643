"""The mvp preset enables too much or too little.

It is for getting to code fast: fewer steps than it leaves out, and between ten and thirty. Pipelines of no more than
thirty steps are not measured. `minimum` and `maximum` are options.

Upstream: evals 49 and 57.

## Bad

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  user-stories: { enabled: true }
  tech-stack: { enabled: true }
```

```settings
minimum = 1
maximum = 2
```

## Good

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  user-stories: { enabled: false }
  tech-stack: { enabled: false }
```

```settings
minimum = 1
maximum = 2
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

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: What tech-stack is for
phase: foundation
order: 210
outputs: [docs/tech-stack.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Preset
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary

MINIMUM, MAXIMUM = vocabulary.evals.MVP_ENABLED


@rule(on=Preset, severity=Severity.WARNING, upstream=("eval:49", "eval:57"))
def unbalanced_mvp(
    preset: Preset, project: Project, *, minimum: int = MINIMUM, maximum: int = MAXIMUM
) -> Iterator[Finding]:
    """The number of enabled steps against the limits, and against the number of disabled ones."""
    if preset.stem != "mvp" or len(project.steps) <= maximum or preset.problems:
        return
    enabled = sum(choice.enabled for choice in preset.facts.steps.values())
    disabled = len(preset.facts.steps) - enabled
    if not minimum <= enabled <= maximum:
        message = f"enables {enabled} steps; a small project wants {minimum} to {maximum}"
        yield Finding(preset.at("steps"), message, upstream="eval:57")
    elif disabled <= enabled:
        message = f"enables {enabled} steps and leaves out only {disabled}; a small project wants fewer than half"
        yield Finding(preset.at("steps"), message, upstream="eval:49")
