"""A step depends on a tool.

Tools stand outside the graph: they are never tracked and never completed. To the scaffold tool the dependency's
target is missing, and every `scaffold run` is aborted.

Upstream: `DEP_TARGET_MISSING`.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
dependencies: [spark]
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
dependencies: []
---
```

## With

```markdown content/tools/spark.md
---
name: spark
description: What it is for
category: tool
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


@rule(on=Step, severity=Severity.ERROR, fixable=True, upstream=("DEP_TARGET_MISSING",))
def tool_as_dependency(step: Step, project: Project) -> Iterator[Finding]:
    """Dependencies that are the name of a tool and of no step."""
    for item in step.dependencies:
        if item.text in project.tools and item.text not in project.steps:
            yield Finding(
                item.span,
                f"`{item.text}` is a tool; steps can only depend on steps, and every run is aborted",
                fixes=without(step, item, f"Remove `{item.text}`"),
                related=defined(project, item.text, "the tool"),
            )
