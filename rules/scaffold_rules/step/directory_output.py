"""An output is a folder; its files never get into another step's prompt.

Only files are put into prompts. A step that depends on or reads this one gets nothing for a folder but a warning
(`ARTIFACT_READ_ERROR`) on each run; the agent has to look into the folder by itself.

## Bad

```markdown content/pipeline/modeling/domain-modeling.md
---
name: domain-modeling
description: What it is for
phase: modeling
order: 510
outputs: [docs/domain-models/]
---
```

## Good

```markdown content/pipeline/modeling/domain-modeling.md
---
name: domain-modeling
description: What it is for
phase: modeling
order: 510
outputs: [docs/domain-models/index.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO)
def directory_output(step: Step) -> Iterator[Finding]:
    """Outputs that end in a slash."""
    for item in step.outputs:
        if item.text.endswith("/"):
            yield Finding(item.span, f"`{item.text}` is a folder; its files never get into another step's prompt")
