"""A knowledge entry is described by nothing.

The description stands behind the name in the heading above the entry in every prompt; without one the heading ends in
a colon. The validator lets a blank text pass, the content's evals do not.

Upstream: eval 33; documented as `KB_DESCRIPTION_MISSING`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: ""
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry, LocalEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=KnowledgeEntry, severity=Severity.WARNING, upstream=("KB_DESCRIPTION_MISSING", "eval:33"))
def empty_description(entry: KnowledgeEntry) -> Iterator[Finding]:
    """A blank description; none at all only where the schema does not ask for one, in an override."""
    if not entry.indexed:
        return
    local = isinstance(entry, LocalEntry)
    text = entry.string("description")
    absent = entry.field("description") is None
    if (absent and local) or (text is not None and not text.strip()):
        yield Finding(
            entry.at("description"),
            "no description: the heading above the entry in prompts ends in a colon",
            Severity.INFO if local else Severity.WARNING,
        )
