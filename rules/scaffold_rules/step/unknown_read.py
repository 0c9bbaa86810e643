"""A step reads a step that does not exist.

What is read is put into the prompt when it is there; a name nobody has is silently passed over, and the agent works
without what the author wanted it to see. The same goes for the step of a cross-read.

Upstream: `FRONTMATTER_READS_INVALID_STEP` (documented, never implemented), eval 61.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
reads: [create-pdr]
---
```

## Good

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
reads: [create-prd]
---
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
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, fixable=True, upstream=("FRONTMATTER_READS_INVALID_STEP", "eval:61"))
def unknown_read(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Well-formed names under `reads` and `cross-reads` that nothing defines."""
    for reference in prompt.references:
        if reference.role in {"reads", "cross-reads"} and NAME.match(reference.name):
            yield from unknown_name(project, reference)
