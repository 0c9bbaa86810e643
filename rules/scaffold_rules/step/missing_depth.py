"""The custom bullet of Methodology Scaling does not say what to do at some depth.

Users choose a depth from 1 to 5, and an agent at a depth without an item has to guess. The content's gates want one
item for each: `Depth 1` to `Depth 5`.

Upstream: eval 25.

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
  - Depth 1: One page.
  - Depth 3: Users and risks.
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
  - Depth 5: All sections.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.documents.step_bullets import bullets
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import pipeline

TITLE = "Methodology Scaling"
_DEPTH = re.compile(r"\b[Dd]epths?[ \t]+(\d)(?!\d)((?:[ \t]*(?:-|–|—|/|,|&|to|and)[ \t]*\d(?!\d))*)")
_MORE = re.compile(r"(-|–|—|to)?[ \t]*(\d)")


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:25",))
def missing_depth(step: Step) -> Iterator[Finding]:
    """The depths that the section never speaks of, although it has the custom bullet."""
    found = section(step, TITLE)
    custom = next((bullet for bullet in bullets(step, TITLE) if bullet.lead.startswith("custom:depth")), None)
    if found is None or custom is None:
        return
    said = {depth for match in _DEPTH.finditer(step.text, *found.body) for depth in _depths(match)}
    every = range(pipeline.MINIMUM_DEPTH, pipeline.MAXIMUM_DEPTH + 1)
    lost = [str(depth) for depth in every if depth not in said]
    if lost:
        s = "s" if len(lost) > 1 else ""
        yield Finding(custom.lead_span, f"nothing is said about depth{s} {', '.join(lost)}")


def _depths(match: re.Match[str]) -> Iterator[int]:
    """The depths of one mention, those of a group (`Depth 1-3`) too, which another rule reports."""
    last = int(match[1])
    yield last
    for more in _MORE.finditer(match[2]):
        yield from range(last if more[1] else int(more[2]), int(more[2]) + 1)
        last = int(more[2])
