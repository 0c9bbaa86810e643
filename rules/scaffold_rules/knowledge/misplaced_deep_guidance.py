"""The first `## Deep Guidance` line stands in a code block or a comment, or before the Summary.

`scaffold run` looks for the line without regard to Markdown: in a fence it begins the injected text just as well, and
what was written before it is lost. Before the Summary it injects the Summary too, and the evals measure nothing.

## Bad

````markdown content/knowledge/core/writing-entries.md
---
name: writing-entries
description: Writing knowledge entries
---

## Summary

An entry has two parts:

```markdown
## Deep Guidance
```

## Deep Guidance

Write for the agent.
````

## Good

````markdown content/knowledge/core/writing-entries.md
---
name: writing-entries
description: Writing knowledge entries
---

## Summary

An entry has two parts.

## Deep Guidance

Write for the agent:

```markdown
## Deep Guidance
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.guidance import exact_guidance
from scaffold_rules.rule import rule


@rule(on=KnowledgeEntry, severity=Severity.WARNING)
def misplaced_deep_guidance(entry: KnowledgeEntry) -> Iterator[Finding]:
    """The line `run` takes for the heading where Markdown does not, or a heading out of order."""
    deep, start = entry.deep_guidance, entry.injected.start
    if deep is None and start > entry.body.span.start:
        line = entry.lines.line_of(start - 1)
        real = exact_guidance(entry)
        yield Finding(
            entry.lines.line_span(line),
            "`run` takes this line for the heading though it is none: all before it is lost",
            related=(Related(entry.path, real.span, "the real heading"),) if real else (),
        )
    elif deep and entry.summary and deep.span < entry.summary.span:
        yield Finding(
            deep.title_span,
            "Deep Guidance begins before the Summary, so the Summary is injected too",
            Severity.INFO,
            related=(Related(entry.path, entry.summary.span, "the Summary"),),
        )
