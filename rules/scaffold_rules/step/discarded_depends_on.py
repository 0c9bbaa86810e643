"""A prompt has `depends-on` beside `dependencies`; the former is silently discarded.

`depends-on` is an older spelling that counts only where `dependencies` is absent; even a blank `dependencies`
discards it.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/review-prd.md]
dependencies: []
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
from scaffold_rules.edits import fix_of, remove_entry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, fixable=True)
def discarded_depends_on(prompt: Prompt) -> Iterator[Finding]:
    """The key that loses."""
    old, new = prompt.field("depends-on"), prompt.field("dependencies")
    if old is None or new is None or prompt.root is None:
        return
    yield Finding(
        old.key.span,
        "`depends-on` is discarded because there is `dependencies` too",
        fixes=fix_of("Remove `depends-on`", remove_entry(prompt, prompt.root, old), safe=False),
        related=(Related(prompt.path, new.key.span, "this one counts"),),
        tags=("unnecessary",),
    )
