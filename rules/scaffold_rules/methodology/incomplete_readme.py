"""The methodology README does not explain one of the depths.

It is where people learn what the depths 1 to 5 mean, in a table with a row each.

Upstream: eval 52.

## Bad

```markdown content/methodology/README.md
# Depth

| Depth | Name |
|---|---|
| 1 | Minimal |
| 2 | Light |
| 3 | Balanced |
| 4 | Thorough |
```

## Good

```markdown content/methodology/README.md
# Depth

| Depth | Name |
|---|---|
| 1 | Minimal |
| 2 | Light |
| 3 | Balanced |
| 4 | Thorough |
| 5 | Exhaustive |
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import Kind
from scaffold_rules.documents.pages import Page
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas import vocabulary

DEPTHS = range(vocabulary.pipeline.MINIMUM_DEPTH, vocabulary.pipeline.MAXIMUM_DEPTH + 1)


@rule(on=Page, severity=Severity.WARNING, upstream=("eval:52",))
def incomplete_readme(page: Page) -> Iterator[Finding]:
    """One finding for all depths without a row, at the last row there is."""
    if page.kind is not Kind.METHODOLOGY_README:
        return
    rows = {depth: page.text.find(f"| {depth} |") for depth in DEPTHS}
    missing = [str(depth) for depth, at in rows.items() if at == -1]
    if missing:
        last = max(rows.values())
        row = Span(last, last + len("| 1 |")) if last >= 0 else page.start
        yield Finding(row, f"no row for depth {' and '.join(missing)}: the table needs a line `| {missing[0]} | …`")
