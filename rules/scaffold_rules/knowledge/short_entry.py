"""A knowledge entry is shorter than its folder wants.

The content sets a least number of lines, frontmatter included: 200 in `core` and `product`, 150 in `review`,
`validation` and `finalization`, 100 elsewhere. The options `least` (lines by folder) and `otherwise` set others.

Upstream: eval 34, and eval 9 for entries that steps refer to.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

Design the contract first.
```

## Good

With limits of its own:

```settings
least = { "core": 5 }
```

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

Design the contract first.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary.knowledge import DEFAULT_MINIMUM_LINES, MINIMUM_LINES


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("eval:34", "eval:9"))
def short_entry(
    entry: ContentEntry, *, least: Mapping[str, int] = MINIMUM_LINES, otherwise: int = DEFAULT_MINIMUM_LINES
) -> Iterator[Finding]:
    """Fewer line feeds than the folder's number, counted as the eval counts."""
    wanted = {**MINIMUM_LINES, **least}.get(entry.folder, otherwise)
    lines = entry.text.count("\n")
    if lines < wanted:
        yield Finding(entry.at("name"), f"{lines} lines; entries in `{entry.folder}` have at least {wanted}")
