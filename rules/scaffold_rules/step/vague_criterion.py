"""A quality criterion rests on a word that everyone reads differently.

"Appropriate", "sufficient", "adequate", "comprehensive", "thorough", "robust": whether a result is that, an agent
cannot decide, so it decides that it is. Say what can be counted or looked up. Criteria with a number are left alone.

Upstream: eval 88, which fails on more than ten lines with such a word.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Quality Criteria
- (mvp) Error handling is robust
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Quality Criteria
- (mvp) Every endpoint names its error responses
- (mvp) Coverage is sufficient: at least 80 % of the lines
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary import evals

_VAGUE = re.compile(rf"\b(?:{'|'.join(evals.VAGUE_WORDS)})(?:ly)?\b", re.IGNORECASE)


@rule(on=Step, severity=Severity.INFO, upstream=("eval:88",))
def vague_criterion(step: Step) -> Iterator[Finding]:
    """The first vague word of each criterion that has no number."""
    for item in criteria(step):
        match = _VAGUE.search(step.text, *item.span)
        if match and not any(sign.isdigit() for sign in item.text):
            message = f"`{match.group()}` is no measure; say what can be counted or looked up"
            yield Finding(Span(*match.span()), message)
