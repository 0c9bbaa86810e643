"""A quality criterion is there twice.

The same text without a tag and as `(deep)` is a contradiction: either it counts at every depth or from depth 4. The
same text with the same tag is one too many.

Upstream: eval 86.

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
- Every feature has a user
- (deep) Every feature has a user
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
- (mvp) Every feature has a user
- (deep) Every feature has a user and a test
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import Criterion, criteria
from scaffold_rules.finding import Finding, Fix, Related, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=Step, severity=Severity.WARNING, fixable=True, upstream=("eval:86",))
def duplicate_criterion(step: Step) -> Iterator[Finding]:
    """Criteria whose text, tags aside, was there before."""
    first: dict[str, Criterion] = {}
    for item in criteria(step):
        text = item.text.rstrip(".").casefold()
        other = first.setdefault(text, item)
        if other is item or not text:
            continue
        same = other.tag == item.tag
        message = "this criterion is there already" + ("" if same else f", {_depths(other)}")
        related = (Related(step.path, other.span, "here"),)
        fixes = _removed(step, item) if same else ()
        gate = {item.tag, other.tag} == {None, "deep"}
        yield Finding(item.span, message, fixes=fixes, related=related, upstream="eval:86" if gate else None)


def _depths(item: Criterion) -> str:
    return f"as `({item.tag})`" if item.tag else "without a tag, that is for all depths"


def _removed(step: Step, item: Criterion) -> tuple[Fix, ...]:
    """The lines of a criterion taken out, where they hold nothing else."""
    first, last = step.lines.line_of(item.span.start), step.lines.line_of(item.span.end)
    gone = Span(step.lines.line_span(first).start, step.lines.full_line_span(last).end)
    return (replace_fix("Remove the second one", gone, "", safe=False),)
