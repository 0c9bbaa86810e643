"""A knowledge entry has sources, but was never compared with them.

Without `last-reviewed` the entry is always due; the audit takes it first.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: null
sources:
  - url: https://spec.openapis.org/oas/latest.html
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-24
sources:
  - url: https://spec.openapis.org/oas/latest.html
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import is_whole
from scaffold_rules.rule import rule


@rule(on=ContentEntry, where=is_whole, severity=Severity.INFO)
def unreviewed_sources(entry: ContentEntry) -> Iterator[Finding]:
    """Sources beside no day of review."""
    if entry.sources and entry.value("last-reviewed") is None:
        field = entry.field("last-reviewed") or entry.field("sources")
        yield Finding(
            field.key.span if field else entry.start, "never reviewed against its sources: no day in `last-reviewed`"
        )
