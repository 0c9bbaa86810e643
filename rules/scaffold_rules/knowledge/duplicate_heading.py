"""A heading of a knowledge entry is there twice.

The scaffold tool's audit of an entry finds its sections by their headings: of two equal ones it cannot tell which is
meant, and refuses to write the entry. Headings of the third level may repeat under different sections.

Upstream: the refusals of the knowledge audit's writer.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Deep Guidance

### Errors

Use one shape.

### Errors

Say what to do about them.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Deep Guidance

### Errors

Use one shape.

## Clients

### Errors

Say what to do about them.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.markdown import Heading
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("audit-writer",))
def duplicate_heading(entry: ContentEntry) -> Iterator[Finding]:
    """Headings of level two in the entry, and of level three in their section, that repeat an earlier one."""
    sections: dict[str, Heading] = {}
    within: dict[str, Heading] = {}
    for heading in entry.body.headings:
        if heading.nested or heading.level not in {2, 3}:
            continue
        if heading.level == 2:
            within = {}
        seen = sections if heading.level == 2 else within
        first = seen.setdefault(heading.title, heading)
        if first is not heading:
            where = "the entry" if heading.level == 2 else "its section"
            yield Finding(
                heading.title_span,
                f"`{heading.title}` is a heading of {where} already; the audit cannot tell the two apart",
                related=(Related(entry.path, first.title_span, "the first one"),),
            )
