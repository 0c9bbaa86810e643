"""A step asks for very many knowledge entries.

Each one goes into the prompt with all of its Deep Guidance; with too many the instructions drown, and every run is
paid for by the token.

Upstream: eval 32, whose limit of 8 is the option's default.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
knowledge-base: [a, b, c, d, e, f, g, h, i]
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
knowledge-base: [a, b, c, d, e, f, g, h]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:32",))
def knowledge_heavy(step: Step, *, most: int = 8) -> Iterator[Finding]:
    """The first entry beyond the limit; ``most`` is the greatest number that is fine."""
    if len(step.knowledge) > most:
        message = f"{len(step.knowledge)} knowledge entries, more than {most}; each goes into the prompt in full"
        yield Finding(step.knowledge[most].span, message)
