"""Nothing follows `## Deep Guidance`, so the entry puts nothing into a prompt.

`scaffold run` injects what follows that line. An entry that ends there costs a heading and says nothing.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Deep Guidance
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Deep Guidance

Name resources with nouns.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_WORD = re.compile(r"\S")


@rule(on=KnowledgeEntry, severity=Severity.WARNING)
def empty_deep_guidance(entry: KnowledgeEntry) -> Iterator[Finding]:
    """The heading with only blanks behind it."""
    deep = entry.deep_guidance
    if deep and not _WORD.search(entry.text, *entry.injected):
        yield Finding(deep.title_span, "nothing follows `## Deep Guidance`: the entry injects nothing")
