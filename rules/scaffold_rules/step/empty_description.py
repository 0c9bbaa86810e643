"""A step or tool has an empty description.

It passes the scaffold tool's validation, and the command shows up in listings without a word on what it does.

Upstream: `FRONTMATTER_DESCRIPTION_MISSING` (documented, never implemented).

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: ""
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.INFO, upstream=("FRONTMATTER_DESCRIPTION_MISSING",))
def empty_description(prompt: Prompt) -> Iterator[Finding]:
    """A description without a visible character."""
    text = prompt.string("description")
    if text is not None and not text.strip():
        yield Finding(prompt.at("description"), "the description is empty; listings show nothing for this command")
