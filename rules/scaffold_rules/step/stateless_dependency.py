"""A step depends on a stateless step, which never counts as done.

Completion of a stateless step is not tracked, so the dependency is never satisfied: the step can never be started,
unless the stateless one is disabled.

## Bad

```markdown content/pipeline/build/second-round.md
---
name: second-round
description: What it is for
phase: build
order: 1520
outputs: [docs/second-round.md]
dependencies: [start-work]
---
```

## Good

```markdown content/pipeline/build/second-round.md
---
name: second-round
description: What it is for
phase: build
order: 1520
outputs: [docs/second-round.md]
dependencies: []
---
```

## With

```markdown content/pipeline/build/start-work.md
---
name: start-work
description: What it is for
phase: build
order: 1510
outputs: []
stateless: true
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined, without
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.ERROR, fixable=True)
def stateless_dependency(step: Step, project: Project) -> Iterator[Finding]:
    """Dependencies on steps that say `stateless: true`."""
    for item in step.dependencies:
        target = project.steps.get(item.text)
        if target is not None and target.stateless and item.text != step.name:
            yield Finding(
                item.span,
                f"`{item.text}` is stateless and never counts as done, so `{step.name}` can never start",
                fixes=without(step, item, f"Remove `{item.text}`"),
                related=defined(project, item.text, "the stateless step"),
            )
