"""A step reads something that never has anything to read: a tool, or a step that is stateless or has no outputs.

Only artifacts of completed steps go into a prompt. A stateless step never is completed, and where nothing is written
nothing can be read; the scaffold tool passes over such a read without a word.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: [start-work]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: []
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

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined, soft_reads, without
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, fixable=True)
def empty_read(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Reads that can never yield an artifact."""
    for item in soft_reads(prompt):
        why = _why(project, item.text)
        if why and item.text != prompt.name:
            yield Finding(
                item.span,
                f"`{item.text}` {why}, so this read never yields anything",
                fixes=without(prompt, item, f"Remove `{item.text}`"),
                related=defined(project, item.text, "defined here"),
                tags=("unnecessary",),
            )


def _why(project: Project, name: str) -> str:
    """What keeps a name from having artifacts; nothing for one that is unknown."""
    step = project.steps.get(name)
    if step is None:
        return "is a tool" if name in project.tools else ""
    if step.stateless:
        return "is stateless and never counts as done"
    return "" if step.outputs else "has no outputs"
