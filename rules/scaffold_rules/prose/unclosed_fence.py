"""A fenced code block is never closed, so the rest of the file is code.

Every heading and list after it stops being one for readers and for Markdown tools, while the scaffold tool's own
section parser, which knows no fences, goes on seeing them.

## Bad

````markdown content/knowledge/core/branches.md
---
name: branches
description: How branches are named
topics: [git]
---

```bash
git switch -c agent/ada/12

## Deep Guidance
````

## Good

````markdown content/knowledge/core/branches.md
---
name: branches
description: How branches are named
topics: [git]
---

```bash
git switch -c agent/ada/12
```

## Deep Guidance
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def unclosed_fence(document: MarkdownDocument) -> Iterator[Finding]:
    """Fences without an end, at their opening line."""
    for fence in document.body.fences:
        if not fence.closed:
            line = document.lines.line_span(document.lines.line_of(fence.span.start))
            hidden = document.text.count("\n## ", fence.span.start, fence.span.end)
            what = f"; {hidden} heading{'s' if hidden > 1 else ''} after it become code" if hidden else ""
            yield Finding(Span(fence.span.start, line.end), f"this fence is never closed{what}")
