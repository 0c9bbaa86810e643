"""A section's heading is written so that the scaffold tool does not see it.

It must be exactly `## Title`: no blanks before, two hashes, one blank, the bare title, nothing behind. Markdown allows
more (an underlined heading, closing hashes, bold, indentation), and readers see a heading, but the tool's section
parser and the content's gates see text of the section before.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose ##
Why.

## **Inputs**
- docs/vision.md (optional) — the vision

Mode Detection
--------------
Check whether docs/plan.md exists.
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
Why.

## Inputs
- docs/vision.md (optional) — the vision

## Mode Detection
Check whether docs/plan.md exists.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas import vocabulary


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def unseen_heading(step: Step, project: Project) -> Iterator[Finding]:
    """Headings of canonical sections that are more than `## Title`."""
    titles = {section.title for section in vocabulary.step_sections(project.layout.version)}
    for section in step.body.sections:
        heading = section.heading
        if heading.title not in titles:
            continue
        lines = step.lines
        start = lines.line_span(lines.line_of(heading.span.start)).start
        end = lines.line_span(lines.line_of(max(heading.span.start, heading.span.end - 1))).end
        span, plain = Span(start, end), f"## {heading.title}"
        if span.of(step.text) != plain:
            yield Finding(
                span,
                f"the scaffold tool sees no heading here: it has to be exactly `{plain}`",
                fixes=(replace_fix(f"Write `{plain}`", span, plain),),
            )
