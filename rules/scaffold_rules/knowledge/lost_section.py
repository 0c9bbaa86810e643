"""A section before Deep Guidance is never put into a prompt.

`scaffold run` injects what follows the line `## Deep Guidance` and nothing else; the Summary is for people who look an
entry up. Whatever stands under another heading of the second level above that line was written for nobody. `scaffold
build` does use the whole text, which is why the loss goes unnoticed.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Resources

Name resources with nouns.

## Deep Guidance

Use the methods as they are meant.
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

## Resources

Name resources with nouns.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.markdown import Heading
from scaffold_rules.finding import Edit, Finding, Fix, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span, line_end_of


@rule(on=KnowledgeEntry, severity=Severity.WARNING, fixable=True)
def lost_section(entry: KnowledgeEntry) -> Iterator[Finding]:
    """The sections between the body's start and its Deep Guidance, the Summary aside."""
    deep = entry.deep_guidance
    if deep is None:
        return
    before = [heading for heading in entry.parts if heading.span.start < deep.span.start]
    lost = [heading for heading in before if heading.title.casefold() != "summary"]
    behind_summary = [heading for heading in lost if entry.summary is None or heading.span > entry.summary.span]
    for heading in lost:
        end = min(other.span.start for other in entry.parts if other.span.start > heading.span.start)
        lines = sum(1 for line in entry.text[heading.span.end : end].split("\n") if line.strip())
        if not lines:
            continue  # nothing is lost
        size = f"{lines} line{'' if lines == 1 else 's'}"
        yield Finding(
            heading.title_span,
            f"`run` never injects this section ({size}): it stands before `## Deep Guidance`",
            fixes=(_raised(entry, deep, behind_summary[0]),) if heading in behind_summary else (),
            related=(Related(entry.path, deep.span, "only what follows is injected"),),
            tags=("unnecessary",),
        )


def _raised(entry: KnowledgeEntry, deep: Heading, first: Heading) -> Fix:
    """Deep Guidance begins before the first section it cut off, so that no text changes its order."""
    lines, text = entry.lines, entry.text
    end_of_line = line_end_of(text)
    line = lines.line_of(deep.span.start)
    until = lines.full_line_span(line).end
    if not lines.line_span(line + 1).of(text).strip():
        until = max(until, lines.full_line_span(line + 1).end)
    at = first.span.start
    return Fix(
        f"Begin Deep Guidance above `{first.title}`",
        (
            Edit(Span(at, at), f"## Deep Guidance{end_of_line}{end_of_line}"),
            Edit(Span(lines.line_span(line).start, until), ""),
        ),
        safe=False,
    )
