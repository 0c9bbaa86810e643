"""A prompt says `depends-on` for `dependencies`.

The old spelling still works, but none of the content's evals sees it, and it is lost as soon as somebody adds
`dependencies`.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
depends-on: [create-prd]
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
dependencies: [create-prd]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.INFO, fixable=True)
def depends_on(prompt: Prompt) -> Iterator[Finding]:
    """The old key where it counts."""
    old = prompt.field("depends-on")
    if old is not None and prompt.field("dependencies") is None:
        yield Finding(
            old.key.span,
            "`depends-on` is an old spelling of `dependencies`, which the content's evals do not see",
            fixes=(replace_fix("Rename to `dependencies`", old.key.span, "dependencies"),),
            tags=("deprecated",),
        )
