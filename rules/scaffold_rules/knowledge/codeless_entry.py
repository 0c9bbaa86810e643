"""A knowledge entry in `core` or `review` shows no code.

The content wants an example in each of them. A block counts when its fence of backticks begins its line. The option
`folders` names other folders.

Upstream: eval 35.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

Design the contract first.
```

## Good

````markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

Design the contract first:

```yaml
paths: {}
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("eval:35",))
def codeless_entry(entry: ContentEntry, *, folders: tuple[str, ...] = ("core", "review")) -> Iterator[Finding]:
    """Fewer than two lines that begin with three backticks."""
    if entry.folder in folders and entry.text.count("\n```") + entry.text.startswith("```") < 2:
        where = "; fences that are indented or of tildes are not counted" if entry.body.fences else ""
        yield Finding(entry.at("name"), f"entries in `{entry.folder}` show code, this one has no code block{where}")
