"""An instruction file is named after no step and no tool.

Read are `global.md`, and the file named after what is being run. Any other file under `.scaffold/instructions` is
silently never read, a `README.md` too.

## Bad

```markdown .scaffold/instructions/create-prdd.md
Write for people who have never seen a terminal.
```

## Good

```markdown .scaffold/instructions/create-prd.md
Write for people who have never seen a terminal.
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.pages import Instruction
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.step_names import is_behind, new_name
from scaffold_rules.suggest import did_you_mean, nearest

GLOBAL = "global"


@rule(on=Instruction, severity=Severity.WARNING)
def unknown_step(instruction: Instruction, project: Project) -> Iterator[Finding]:
    """Files whose name, without `.md`, is neither `global` nor a step's or tool's."""
    name = instruction.path.rpartition("/")[2].removesuffix(".md")
    if name == GLOBAL or project.has(Namespace.STEP, name) or not project.knows(Namespace.STEP) or is_behind(project):
        return
    new = new_name(project, name)
    hint = f"; it was renamed to `{new}`" if new else _hint(project, name)
    yield Finding(instruction.start, f"no step or tool is named `{name}`, so this file is never read{hint}")


def _hint(project: Project, name: str) -> str:
    return did_you_mean(nearest(name, (GLOBAL, *project.names(Namespace.STEP))))
