"""A source was fetched after the entry was last reviewed.

Either the entry was not compared with what was fetched, or `last-reviewed` was forgotten. One day is let go, because a
review may end after midnight, or in another time zone; the option `days` sets another tolerance.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-01
sources:
  - url: https://spec.openapis.org/oas/latest.html
    retrieved: 2026-05-24
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
    retrieved: 2026-05-24
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import day_of


@rule(on=ContentEntry, severity=Severity.INFO)
def retrieved_after_review(entry: ContentEntry, *, days: int = 1) -> Iterator[Finding]:
    """Days of sources that lie behind the review by more than the tolerance."""
    field = entry.field("last-reviewed")
    reviewed = day_of(field.value) if field and isinstance(field.value, Scalar) else None
    if field is None or reviewed is None:
        return
    for source in entry.sources:
        fetched = day_of(source.retrieved)
        if source.retrieved and fetched and (fetched - reviewed).days > days:
            yield Finding(
                source.retrieved.span,
                f"fetched {(fetched - reviewed).days} days after the last review of {reviewed.isoformat()}",
                related=(Related(entry.path, field.value.span, "the last review"),),
            )
