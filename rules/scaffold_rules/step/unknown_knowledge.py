"""A step or tool asks for a knowledge entry that does not exist.

The prompt is assembled without it: there is a warning at run time, long after the content was written, and `scaffold
validate` never looks. The content's evals look at steps only.

Upstream: `FRONTMATTER_KB_ENTRY_MISSING`, evals 31 and 74.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
knowledge-base: [api-desing]
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
knowledge-base: [api-design]
---
```

## With

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: How interfaces are designed
topics: [api]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(
    on=Prompt,
    severity=Severity.WARNING,
    fixable=True,
    upstream=("FRONTMATTER_KB_ENTRY_MISSING", "eval:74", "eval:31"),
)
def unknown_knowledge(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Names under `knowledge-base` that no entry has, in steps and in tools."""
    for reference in prompt.references:
        if reference.role == "knowledge-base":
            yield from unknown_name(project, reference)
