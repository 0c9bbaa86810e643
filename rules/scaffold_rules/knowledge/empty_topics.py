"""A knowledge entry has no topics.

The validator lets it pass, the content's evals do not: topics are what people and editors find an entry by.

Upstream: eval 33; documented as `KB_TOPICS_EMPTY`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
topics: []
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
topics: [api]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("KB_TOPICS_EMPTY", "eval:33"))
def empty_topics(entry: ContentEntry) -> Iterator[Finding]:
    """No `topics`, or an empty list; what is no list is the schema's."""
    if not entry.indexed:
        return
    field = entry.field("topics")
    if field is None or (isinstance(field.value, Sequence) and not field.value.items):
        yield Finding(entry.at("topics"), "no topics; an entry needs at least one to be found by")
