"""A step lies in the folder of one phase and says that it belongs to another.

The scaffold tool goes by `phase`; the folder is only where people look, and they look for a step in the folder of its
phase. Usually one of the two was copied from another step.

## Bad

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: What it is for
phase: pre
order: 210
outputs: [docs/tech-stack.md]
---
```

## Good

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
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def wrong_phase_folder(step: Step) -> Iterator[Finding]:
    """A known phase in the folder of another known phase; other folders mean nothing."""
    folder, _, rest = step.path.partition("pipeline/")[2].partition("/")
    if not rest or step.phase == folder:
        return
    if vocabulary.phase(folder) and vocabulary.phase(step.phase):
        field = step.field("phase")
        edits = replace_scalar(field.value, folder) if field and isinstance(field.value, Scalar) else None
        yield Finding(
            step.at("phase"),
            f"the phase is `{step.phase}`, the folder is that of `{folder}`; the scaffold tool goes by the phase",
            fixes=fix_of(f"Write `{folder}`", edits, safe=False),
        )
