"""A knowledge entry with sources was not reviewed for longer than its volatility allows.

Two weeks for `fast-moving`, 60 days for `evolving` (which is also what an entry is that does not say), 180 for
`stable`. The rule is told the day by whoever calls it, as the option `today`, and is silent without.

## Bad

On another day:

```settings
today = "2026-06-01"
```

```markdown content/knowledge/core/ai-memory.md
---
name: ai-memory
description: Memory of agents
volatility: fast-moving
last-reviewed: 2026-05-01
sources:
  - url: https://modelcontextprotocol.io/
---
```

## Good

```settings
today = "2026-06-01"
```

```markdown content/knowledge/core/ai-memory.md
---
name: ai-memory
description: Memory of agents
volatility: evolving
last-reviewed: 2026-05-01
sources:
  - url: https://modelcontextprotocol.io/
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import day, day_of, reviewed_today
from scaffold_schemas.vocabulary.knowledge import CADENCE_DAYS, DEFAULT_VOLATILITY


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True, default=False)
def overdue_review(entry: ContentEntry, *, today: str = "") -> Iterator[Finding]:
    """A last review longer ago than the cadence; what was never reviewed has its own rule."""
    now = day(today)
    field = entry.field("last-reviewed")
    node = field.value if field and isinstance(field.value, Scalar) else None
    then = day_of(node) if node else None
    if now is None or node is None or then is None or not entry.sources:
        return
    volatility = entry.string("volatility") or DEFAULT_VOLATILITY
    cadence = CADENCE_DAYS.get(volatility, CADENCE_DAYS[DEFAULT_VOLATILITY])
    age = (now - then).days
    if age > cadence:
        yield Finding(
            entry.at("last-reviewed"),
            f"reviewed {age} days ago; `{volatility}` entries are due after {cadence}",
            fixes=reviewed_today(node, now),
        )
