"""A day of review or of fetching lies in the future.

The audit believes it and leaves the entry alone until then. The rule is told the day by whoever calls it, as the option
`today`, and is silent without.

## Bad

On another day:

```settings
today = "2026-06-01"
```

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2062-05-24
---
```

## Good

```settings
today = "2026-06-01"
```

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-24
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import dated, day, day_of, reviewed_today


@rule(on=ContentEntry, severity=Severity.WARNING, fixable=True)
def future_date(entry: ContentEntry, *, today: str = "") -> Iterator[Finding]:
    """Days after today; the next day is let go, because it has begun somewhere."""
    now = day(today)
    for key, node in dated(entry) if now else ():
        then = day_of(node)
        if now and then and (then - now).days > 1:
            fixes = reviewed_today(node, now) if key == "last-reviewed" else ()
            yield Finding(node.span, f"`{key}` is in the future: today is {now.isoformat()}", fixes=fixes)
