"""A long introduction stands before the first section of a knowledge entry.

`scaffold run` injects what follows `## Deep Guidance` and nothing else. A sentence under the title does no harm; what
is worth more belongs into the Summary, if it is for people, or into Deep Guidance. The option `most` says how many
lines are let go.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

# Designing interfaces

An interface is a promise.
Whoever makes it keeps it for years.
So design the contract before the code,
show it to those who will call it,
write down what may change,
and say when it will.

## Summary

Design the contract first.

## Deep Guidance

Name resources with nouns.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

# Designing interfaces

An interface is a promise.

## Summary

Design the contract first.

## Deep Guidance

Name resources with nouns.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=KnowledgeEntry, severity=Severity.INFO)
def lost_introduction(entry: KnowledgeEntry, *, most: int = 5) -> Iterator[Finding]:
    """The lines before the first section, the title and comments aside, where there is Deep Guidance behind."""
    if entry.deep_guidance is None:
        return
    start, end = entry.body.span.start, entry.parts[0].span.start
    if entry.text.count("\n", start, end) <= most:
        return
    skipped = (*(h.span for h in entry.body.headings if h.span.start < end), *entry.body.html_comments)
    lines = [
        line
        for number in range(entry.lines.line_of(start), entry.lines.line_of(end))
        if (line := _trimmed(entry, number)).end > line.start
        and not any(span.start <= line.start < span.end for span in skipped)
    ]
    if len(lines) > most:
        yield Finding(
            Span(lines[0].start, lines[-1].end),
            f"`run` never injects this introduction ({len(lines)} lines): it stands before `## Deep Guidance`",
        )


def _trimmed(entry: KnowledgeEntry, number: int) -> Span:
    span = entry.lines.line_span(number)
    line = span.of(entry.text)
    return Span(span.end - len(line.lstrip()), span.start + len(line.rstrip())) if line.strip() else Span(0, 0)
