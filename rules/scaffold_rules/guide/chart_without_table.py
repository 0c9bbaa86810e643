"""A chart has no table whose last column is numbers.

The chart is drawn from a table inside the block; the build fails without one.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

:::chart{type=bar}
No table.
:::
````

## Good

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

:::chart{type=bar}
| what | count |
|---|---|
| a | 1 |
:::
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Guide, severity=Severity.ERROR, upstream=("guides-check",))
def chart_without_table(guide: Guide) -> Iterator[Finding]:
    """Charts without a table, and cells of the last column that are no numbers."""
    for directive in directives(guide.body):
        if directive.name != "chart" or directive.body is None:
            continue
        rows = [row.strip() for row in directive.body.of(guide.text).split("\n") if row.strip().startswith("|")]
        if len(rows) < 3 or not re.fullmatch(r"[|:\s-]+", rows[1]):
            yield Finding(directive.name_span, "this chart has no table to be drawn from: the build fails")
            continue
        cells = [row.strip("|").split("|")[-1].strip() for row in rows[2:]]
        bad = next((cell for cell in cells if not re.fullmatch(r"[+-]?[\d,]*\.?\d+%?", cell)), None)
        if bad is not None:
            yield Finding(directive.name_span, f"`{bad}` in the chart's last column is no number: the build fails")
