"""A knowledge entry lists a topic twice.

The second one adds nothing. Case does not tell topics apart.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
topics: [rest, graphql, rest]
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
topics: [rest, graphql]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.yaml import Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=KnowledgeEntry, severity=Severity.INFO, fixable=True)
def duplicate_topic(entry: KnowledgeEntry) -> Iterator[Finding]:
    """Topics that an earlier one says already."""
    field = entry.field("topics")
    if field is None or not isinstance(field.value, Sequence):
        return
    seen: dict[str, Scalar] = {}
    for node in entry.topics:
        first = seen.setdefault(node.text.strip().casefold(), node)
        if first is not node:
            yield Finding(
                node.span,
                f"`{node.text}` is listed already",
                fixes=fix_of("Remove it", remove_item(entry, field.value, node)),
                related=(Related(entry.path, first.span, "the first one"),),
                tags=("unnecessary",),
            )
