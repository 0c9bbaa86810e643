"""Deep Guidance is less than 60 percent of a knowledge entry's body.

Only Deep Guidance reaches a prompt: an entry that says most before it says it to nobody. The option `share` sets
another percentage.

Upstream: eval 95.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.
Name resources with nouns.
Use the methods as they are meant.

## Deep Guidance

Be kind.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Deep Guidance

Name resources with nouns.

Use the methods as they are meant.

Say what went wrong.

Be kind.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary.knowledge import MINIMUM_DEEP_SHARE

_WORD = re.compile(r"\S")


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("eval:95",))
def thin_deep_guidance(entry: ContentEntry, *, share: int = MINIMUM_DEEP_SHARE) -> Iterator[Finding]:
    """Fewer lines behind the heading than the share of the body, rounded down; an empty one has its own rule."""
    deep = entry.deep_guidance
    if deep is None or not _WORD.search(entry.text, *entry.injected):
        return
    inside, body = _lines(entry, entry.injected), _lines(entry, entry.body.span)
    if inside < body * share // 100:
        yield Finding(
            deep.title_span,
            f"Deep Guidance is {inside} of the body's {body} lines ({100 * inside // body} %, at least {share} % are"
            " expected); `run` injects nothing else",
        )


def _lines(entry: ContentEntry, span: Span) -> int:
    return entry.text.count("\n", *span) + (not entry.text.endswith("\n", *span))
