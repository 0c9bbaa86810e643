"""A source's address begins with http, but no browser would open it.

The validator parses every address and rejects the entry when that fails: a host is missing or impossible, a port is no
number, an IPv6 address is not closed.

Upstream: `validate-knowledge`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec openapis.org/
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.url import parse_url

_HTTP = re.compile(r"\s*https?:", re.IGNORECASE)


@rule(on=ContentEntry, severity=Severity.ERROR, upstream=("kb-schema",))
def malformed_source_url(entry: ContentEntry) -> Iterator[Finding]:
    """Addresses with the right scheme (the schema's complaint otherwise) that cannot be parsed."""
    for source in entry.sources:
        if source.url and _HTTP.match(source.url.text) and parse_url(source.url.text) is None:
            yield Finding(
                source.url.span,
                f"`{source.url.text}` is no address that can be opened; the validator rejects the entry",
            )
