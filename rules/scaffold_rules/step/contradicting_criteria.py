"""One criterion asks for some to pass at any depth, another without a tag for all.

A criterion without a tag counts at every depth, as an `(mvp)` one does; "all … pass" beside an `(mvp)` threshold of
what must pass leaves open which of them a minimal run is held to. Tag the stricter one `(deep)`.

Upstream: eval 85.

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
- (mvp) Tests of the critical path pass
- all tests pass
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
- (mvp) Tests of the critical path pass
- (deep) all tests pass
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import Criterion, criteria
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule

_ALL = re.compile(r"\ball\b")


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:85",))
def contradicting_criteria(step: Step) -> Iterator[Finding]:
    """An untagged "all … pass" beside an `(mvp)` criterion about passing; each is judged by its first line."""
    items = criteria(step)
    minimal = next((item for item in items if item.tag == "mvp" and "pass" in _line(step, item)), None)
    if minimal is None:
        return
    for item in items:
        line = _line(step, item)
        every = _ALL.search(line) if item.tag is None else None
        if every and "pass" in line[every.end() :]:
            related = (Related(step.path, minimal.span, "what has to pass at any depth"),)
            yield Finding(
                item.span, "without a tag this counts at every depth, and contradicts another", related=related
            )


def _line(step: Step, item: Criterion) -> str:
    return step.text[item.span.start : item.span.end].partition("\n")[0]
