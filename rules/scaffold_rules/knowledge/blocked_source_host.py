"""A source lies on this machine or in a private network, which the scaffold tool refuses to fetch from.

Sources are fetched by a machine that should not be talked into reading its own neighbourhood. The address is read as a
browser reads it: `http://0x7f.1/` and `http://2130706433/` are 127.0.0.1. The validator rejects the entry.

Upstream: `validate-knowledge`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: http://192.168.1.10/openapi.html
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
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import address_of
from scaffold_rules.url import is_blocked


@rule(on=ContentEntry, severity=Severity.ERROR, upstream=("kb-schema",))
def blocked_source_host(entry: ContentEntry) -> Iterator[Finding]:
    """Addresses whose host is in a blocked network."""
    for source in entry.sources:
        url = address_of(source)
        if source.url and url and is_blocked(url.host):
            yield Finding(
                source.url.span,
                f"`{url.host}` is this machine or a private or special network; the scaffold tool refuses to fetch it",
            )
