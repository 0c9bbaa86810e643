"""Several depths share one item.

`Depth 1-2: …` leaves open what the second depth adds. Each depth has an item of its own, so that an agent finds its
depth by its number; the content's gates fail on `Depth 1-2` in Methodology Scaling and Quality Criteria. Other
spellings of the same (`Depth 1–2`, `Depths 1 and 2`, `Depth 1 to 2`) escape them, but not their purpose.

Upstream: evals 23 and 24.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Methodology Scaling
- **custom:depth(1-5)**:
  - Depth 1-2: One page.
  - Depths 3 and 4: Users and risks.
  - Depth 5: All sections.
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

## Methodology Scaling
- **custom:depth(1-5)**:
  - Depth 1: One page.
  - Depth 2: Depth 1 and the users.
  - Depth 3: Depth 2 and the risks.
  - Depth 4: Depth 3 and the sources.
  - Depth 5: Depth 4 and 2 examples each.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

SECTIONS = (("Quality Criteria", "eval:23"), ("Methodology Scaling", "eval:24"))
_GATE = re.compile(r"Depth [0-9]+-[0-9]+")
_LABEL = re.compile(
    r"(?:\*\*|\()?"
    r"([Dd]epths?[ \t]+\d+(?:[ \t]*(?:-|–|—|/|,|&|\+|to|and|through)[ \t]*(?:[Dd]epth[ \t]+)?\d+)+)"
    r"[ \t]*(?:\*\*|\))?[ \t]*(?::|–|—|\Z)"
)


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:24",))
def grouped_depths(step: Step) -> Iterator[Finding]:
    """What the gates find, and items whose label names several depths."""
    for title, code in SECTIONS:
        found = section(step, title)
        if found is None or "epth" not in found.body.of(step.text):
            continue
        spans = [Span(*match.span()) for match in _GATE.finditer(step.text, *found.body)]
        labels = [_LABEL.match(step.text, *item.text_span) for item in step.body.items(found.body)]
        spans += [Span(*label.span(1)) for label in labels if label]
        seen: list[Span] = []
        for span in sorted(spans):
            if not any(span.overlaps(other) for other in seen):
                seen.append(span)
                yield Finding(span, f"`{span.of(step.text)}`: every depth needs an item of its own", upstream=code)
