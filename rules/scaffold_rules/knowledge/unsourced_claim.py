"""A rule is laid down without a link to one of the entry's sources nearby.

Where an entry says must, should, never or always, the content's advisory gate wants a link to a page of a declared
source within three lines, so that whoever audits the entry can check the claim. The gate looks at added lines only;
this rule looks at all of them, and is off unless selected. Entries without sources are passed over.

Upstream: the gate `lint-unsourced`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
---

## Deep Guidance

Every operation must have an identifier.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
---

## Deep Guidance

Every operation must have an identifier
([Operation Object](https://spec.openapis.org/oas/latest.html#operation-object)).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import is_whole
from scaffold_rules.rule import rule
from scaffold_rules.sources import address_of, host_covers
from scaffold_rules.text import Span
from scaffold_rules.url import parse_url
from scaffold_schemas.vocabulary.knowledge import NORMATIVE_WORDS

_CLAIM = re.compile(rf"\b(?:{'|'.join(NORMATIVE_WORDS)})\b", re.IGNORECASE | re.ASCII)


@rule(on=ContentEntry, where=is_whole, severity=Severity.INFO, default=False, upstream=("lint-unsourced",))
def unsourced_claim(entry: ContentEntry, *, near: int = 3) -> Iterator[Finding]:
    """The first claim of each line of prose that has no link to a source within so many lines."""
    hosts = {url.host for source in entry.sources if (url := address_of(source))}
    if not hosts:
        return
    linked = set(_linked_lines(entry, hosts))
    headings = {entry.lines.line_of(heading.span.start) for heading in entry.body.headings}
    seen: set[int] = set()
    for part in entry.body.prose():
        for match in _CLAIM.finditer(entry.text, *part):
            line = entry.lines.line_of(match.start())
            if line in seen or line in headings or not linked.isdisjoint(range(line - near, line + near + 1)):
                continue
            seen.add(line)
            yield Finding(
                Span(*match.span()), f"a claim without a link to one of the entry's sources within {near} lines"
            )


def _linked_lines(entry: ContentEntry, hosts: set[str]) -> Iterator[int]:
    """The lines on which a link to a source's host, or a subdomain of it, begins."""
    for link in entry.body.links:
        url = parse_url(link.target)
        if url and any(host_covers(host, url) for host in hosts):
            yield entry.lines.line_of(link.span.start)
