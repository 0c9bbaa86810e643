"""An optional input comes from a step that is neither a dependency nor read.

When the file is there, its text is not put into the prompt; the agent has to open it by itself. Naming the step in
`reads` puts it there. Off unless selected: some inputs are meant to be looked up only when needed. Steps that
come later are left out.

## Bad

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
reads: []
---

## Inputs
- docs/plan.md (optional) — the requirements
```

## Good

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
reads: [create-prd]
---

## Inputs
- docs/plan.md (optional) — the requirements
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
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.inputs import writers
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO, fixable=True, default=False)
def unread_input(step: Step, project: Project) -> Iterator[Finding]:
    """Optional files below `docs/` none of whose producers is named in `dependencies` or `reads`."""
    near = {item.text for item in (*step.dependencies, *step.reads)} | {step.name}
    entry = step.field("reads")
    for line in inputs(step):
        if not line.optional or not line.path.startswith("docs/") or line.path.endswith("/"):
            continue
        names = writers(project, line.path)
        if names and not near.intersection(names) and not _is_later(step, project, names[0]):
            edits = append_item(step, entry.value, names[0]) if entry and isinstance(entry.value, Sequence) else None
            yield Finding(
                line.span,
                f"`{names[0]}` writes this; it is put into the prompt only when `reads` names that step",
                fixes=fix_of(f"Add `{names[0]}` to `reads`", edits, safe=False) if len(names) == 1 else (),
            )


def _is_later(step: Step, project: Project, name: str) -> bool:
    """Whether a step comes after this one: on a first pass there would be nothing to read."""
    order = project.steps[name].order
    return order is not None and step.order is not None and order > step.order
