"""A source is fetched over http, without a secure connection.

What an agent is going to read can be changed on the way. Nearly every page of authority answers under https.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: http://spec.openapis.org/oas/latest.html
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

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.sources import address_of
from scaffold_rules.text import Span
from scaffold_rules.url import is_blocked

_HTTP = re.compile(r"http(?=:)", re.IGNORECASE)


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True)
def plain_http_source(entry: ContentEntry) -> Iterator[Finding]:
    """Addresses of the scheme http; the page may not exist under https, so the fix is unsafe."""
    for source in entry.sources:
        url = address_of(source)
        if source.url is None or url is None or url.scheme != "http" or is_blocked(url.host):
            continue
        scheme = _HTTP.search(entry.text, *source.url.span)
        yield Finding(
            source.url.span,
            "fetched without a secure connection; write `https://` if the page is there",
            fixes=(replace_fix("Write `https`", Span(*scheme.span()), "https", safe=False),) if scheme else (),
        )
