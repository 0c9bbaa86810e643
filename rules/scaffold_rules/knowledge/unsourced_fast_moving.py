"""A knowledge entry calls its subject fast-moving, but names no source.

What changes all the time is reviewed every two weeks, against the entry's sources. Without any there is nothing to
review against, and the entry is never looked at again.

Upstream: `validate-knowledge`.

## Bad

```markdown content/knowledge/core/ai-memory.md
---
name: ai-memory
description: Memory of agents
volatility: fast-moving
---
```

## Good

```markdown content/knowledge/core/ai-memory.md
---
name: ai-memory
description: Memory of agents
volatility: fast-moving
sources:
  - url: https://modelcontextprotocol.io/
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("kb-fast-moving-unsourced",))
def unsourced_fast_moving(entry: ContentEntry) -> Iterator[Finding]:
    """The volatility that needs sources, and none there."""
    if entry.value("volatility") != "fast-moving":
        return
    field = entry.field("sources")
    if field is None or (isinstance(field.value, Sequence) and not field.value.items):
        yield Finding(entry.at("volatility"), "fast-moving, but without `sources`: it will never be reviewed")
