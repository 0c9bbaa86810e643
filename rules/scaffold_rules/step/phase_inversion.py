"""A step depends on a step of a later phase.

Phases are what a project goes through in order. A dependency against them makes the list of steps lie about what
comes next, and holds the earlier phase up until the later one is partly done.

Upstream: evals 21 and 73.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
dependencies: [tech-stack]
---
```

## Good

```markdown content/pipeline/foundation/coding-standards.md
---
name: coding-standards
description: What it is for
phase: foundation
order: 220
outputs: [docs/coding-standards.md]
dependencies: [tech-stack]
---
```

## With

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: What it is for
phase: foundation
order: 210
outputs: [docs/tech-stack.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:73", "eval:21"))
def phase_inversion(step: Step, project: Project) -> Iterator[Finding]:
    """Dependencies in a later phase; one that closes a cycle has that as its finding."""
    own = vocabulary.phase(step.phase)
    for item in step.dependencies:
        target = project.steps.get(item.text)
        other = vocabulary.phase(target.phase) if target else None
        if own is None or other is None or other.number <= own.number or step.name in ahead(project, item.text):
            continue
        yield Finding(
            item.span,
            f"`{item.text}` belongs to the later phase `{other.slug}`; a step of `{own.slug}` cannot wait for it",
            related=defined(project, item.text, f"a step of `{other.slug}`"),
        )
