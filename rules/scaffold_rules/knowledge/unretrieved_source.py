"""A knowledge entry says it was reviewed, but a source of it was never fetched.

A review compares the entry with its sources; the audit notes on each when it was fetched. A source without `retrieved`
was not part of any.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-24
sources:
  - url: https://spec.openapis.org/oas/latest.html
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
last-reviewed: 2026-05-24
sources:
  - url: https://spec.openapis.org/oas/latest.html
    retrieved: 2026-05-24
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.INFO)
def unretrieved_source(entry: ContentEntry) -> Iterator[Finding]:
    """One finding for an entry that says when it was reviewed, with all the sources that were not fetched."""
    if not entry.string("last-reviewed"):
        return
    missing = [s.url for s in entry.sources if s.url and s.node.get("retrieved") is None and s.node.get("hash") is None]
    if missing:
        count = "its source was" if len(entry.sources) == 1 else f"{len(missing)} of {len(entry.sources)} sources were"
        yield Finding(
            entry.at("last-reviewed"),
            f"reviewed, though {count} never fetched: no `retrieved`",
            related=tuple(Related(entry.path, url.span, "never fetched") for url in missing),
        )
