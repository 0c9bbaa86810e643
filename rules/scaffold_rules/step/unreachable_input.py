"""A required input is written by a step that need not be done before.

The step becomes eligible as soon as its dependencies are done, and then reads a file that may not exist yet. The
producer has to be among its dependencies, directly or not, or at least among its `reads`, which put the artifact into
the prompt when it is there.

## Bad

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
dependencies: []
---

## Inputs
- docs/plan.md (required) — the requirements
```

## Good

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
dependencies: [create-prd]
---

## Inputs
- docs/plan.md (required) — the requirements
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

## Purpose
Why.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import inputs
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.edits import append_item, fix_of
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.inputs import writers
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def unreachable_input(step: Step, project: Project) -> Iterator[Finding]:
    """Required files below `docs/` none of whose producers is a dependency of any degree, or read."""
    if any(entry and not isinstance(entry.value, Sequence) for entry in map(step.field, ("dependencies", "reads"))):
        return  # nobody knows what is meant, and the schema has said so
    near = {item.text for item in (*step.dependencies, *step.reads)} | {step.name}
    if any(name not in project.steps for name in near):
        return  # a misspelt dependency may be the producer, and has a finding of its own
    for line in inputs(step):
        if not line.required or not line.path.startswith("docs/"):
            continue
        names = writers(project, line.path)
        if not names or near.intersection(names) or ahead(project, step.name).intersection(names):
            continue
        who = " or ".join(f"`{name}`" for name in names[:3])
        yield Finding(
            line.span,
            f"{who} writes this, but need not be done before this step; make it a dependency, or one of the `reads`",
            fixes=_fixes(step, names[0]) if len(names) == 1 else (),
            related=defined(project, names[0], "written by this step"),
        )


def _fixes(step: Step, name: str) -> tuple[Fix, ...]:
    """To make a step a dependency, or to read it."""
    fixes: tuple[Fix, ...] = ()
    for key in ("dependencies", "reads"):
        entry = step.field(key)
        if entry is not None and isinstance(entry.value, Sequence):
            fixes += fix_of(f"Add `{name}` to `{key}`", append_item(step, entry.value, name), safe=False)
    return fixes
