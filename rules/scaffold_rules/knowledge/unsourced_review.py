"""A knowledge entry says it was reviewed, but has no sources.

There is nothing it could have been reviewed against, and the audit never looks at it again: entries without sources are
left out.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-24
sources: []
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: null
sources: []
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import is_whole
from scaffold_rules.rule import rule


@rule(on=ContentEntry, where=is_whole, severity=Severity.INFO)
def unsourced_review(entry: ContentEntry) -> Iterator[Finding]:
    """A day of review beside no sources."""
    field = entry.field("sources")
    none = field is None or (isinstance(field.value, Sequence) and not field.value.items)
    if none and entry.string("last-reviewed"):
        yield Finding(entry.at("last-reviewed"), "reviewed against nothing: the entry has no `sources`")
