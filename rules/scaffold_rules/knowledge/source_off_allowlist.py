"""A source comes from a host that the allowlist of authoritative sources does not name.

The validator warns; whoever reviews the change decides whether the host belongs on the list. An item of the list covers
its subdomains too. Without a list, or with an empty one, nothing is checked.

Upstream: `validate-knowledge`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://blog.example.com/rest
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
---
```

## With

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - openapis.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.sources import address_of, allowed
from scaffold_rules.url import is_blocked


@rule(on=ContentEntry, severity=Severity.INFO, upstream=("kb-source-off-allowlist",))
def source_off_allowlist(entry: ContentEntry, project: Project) -> Iterator[Finding]:
    """Addresses that no item of the allowlist covers."""
    items = allowed(project)
    if not any(items):
        return
    for source in entry.sources:
        url = address_of(source)
        if source.url and url and not items.covers(url) and not is_blocked(url.host):
            yield Finding(source.url.span, f"`{url.host}` is not on the allowlist of authoritative sources")
