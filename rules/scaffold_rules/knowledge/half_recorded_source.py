"""A source has the day it was fetched but not the page's fingerprint, or the reverse.

The audit writes both: `retrieved` says when, `hash` what was there. With only one of them it cannot see whether the
page has changed since.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
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
sources:
  - url: https://spec.openapis.org/oas/latest.html
    retrieved: 2026-05-24
    hash: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.INFO)
def half_recorded_source(entry: ContentEntry) -> Iterator[Finding]:
    """Sources with one of the two keys."""
    for source in entry.sources:
        there = source.retrieved or source.hash
        if there and not (source.node.get("retrieved") and source.node.get("hash")):
            missing = "hash" if source.retrieved else "retrieved"
            yield Finding(
                there.span, f"without `{missing}` beside it the audit cannot tell whether the page has changed"
            )
