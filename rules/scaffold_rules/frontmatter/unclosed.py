"""Frontmatter that is opened and never closed.

The scaffold tool skips the whole file. The closing line is `---` alone; `...` does not close.

Upstream: `FRONTMATTER_UNCLOSED`.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd

## Purpose
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.yaml import Mapping, parse_yaml
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule
from scaffold_rules.text import Span, line_end_of

MOST_LINES = 60
"""How far down the end of the frontmatter is looked for."""


@rule(on=MarkdownDocument, severity=Severity.ERROR, fixable=True)
def unclosed(document: MarkdownDocument) -> Iterator[Finding]:
    """What parsing noticed; closed before the first blank line or heading, where all above it is data."""
    for finding in problems_of(document, "frontmatter/unclosed"):
        yield replace(finding, fixes=_fixes(document))


def _fixes(document: MarkdownDocument) -> tuple[Fix, ...]:
    matter = document.frontmatter
    if matter is None:
        return ()
    first = document.lines.line_of(matter.span.start)
    for number in range(first, min(first + MOST_LINES, len(document.lines))):
        line = document.lines.line_span(number)
        text = line.of(document.text)
        dots = text.rstrip() == "..."
        if not text.strip() or text.startswith("#") or dots:
            above = parse_yaml(document.text, document.dialect, Span(matter.span.start, line.start))
            if above.problems or not isinstance(above.root, Mapping):
                return ()
            edit = Edit(line, "---") if dots else Edit(Span(line.start, line.start), f"---{line_end_of(document.text)}")
            return (Fix("Close the frontmatter here", (edit,)),)
    return ()
