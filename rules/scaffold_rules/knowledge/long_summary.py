"""The Summary of a knowledge entry is longer than 80 lines.

A summary is read by people and never injected by `run`; what is long belongs into Deep Guidance. Counted are the lines
between the headings `## Summary` and `## Deep Guidance`. The option `most` sets another limit.

Upstream: eval 94.

## Bad

With a limit of its own:

```settings
most = 3
```

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

Then the resources.

Then the errors.

## Deep Guidance

Name resources with nouns.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

One line.

## Deep Guidance

Name resources with nouns.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary.knowledge import MAXIMUM_SUMMARY_LINES


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("eval:94",))
def long_summary(entry: ContentEntry, *, most: int = MAXIMUM_SUMMARY_LINES) -> Iterator[Finding]:
    """More lines than allowed from the Summary's heading to that of Deep Guidance."""
    summary, deep = entry.summary, entry.deep_guidance
    if summary is None or deep is None:
        return
    lines = entry.text.count("\n", summary.span.end, max(deep.span.start, summary.span.end)) - 1
    if lines > most:
        yield Finding(
            summary.title_span,
            f"{lines} lines before Deep Guidance, at most {most} are allowed; `run` injects none of them",
        )
