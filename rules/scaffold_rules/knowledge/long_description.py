"""The description of an entry is longer than 200 characters.

It stands in the heading above the entry in every prompt that the entry goes into, and costs tokens there each time. The
scaffold tool's validator warns of it since 3.29.0. Lengths are counted as JavaScript counts them, in UTF-16 units.

Upstream: `kb-description-long`.

## Bad

```markdown content/knowledge/core/testing.md
---
name: testing
description: Everything there is to know about tests, about the pyramid, about the honeycomb, about the trophy, about mocks, stubs, fakes and spies, about fixtures, about flaky tests, about coverage and what it does not say, and more
topics: [testing]
---
```

## Good

```markdown content/knowledge/core/testing.md
---
name: testing
description: What to test at which level, and what to leave out
topics: [testing]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.parse import FRESHNESS
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=ContentEntry, severity=Severity.INFO, upstream=("kb-description-long",))
def long_description(entry: ContentEntry, *, most: int = 200) -> Iterator[Finding]:
    """Descriptions over the limit, on the first line of the value."""
    description = entry.string("description") or ""
    if len(description) * 2 <= most or (entry.version is not None and entry.version < FRESHNESS):
        return
    length = len(description.encode("utf-16-le", "surrogatepass")) // 2
    if length > most:
        span = entry.at("description")
        line = entry.lines.line_span(entry.lines.line_of(span.start))
        message = f"the description has {length} characters; more than {most} cost tokens in every prompt"
        yield Finding(Span(span.start, min(span.end, line.end)), message)
