"""A code block contains a line that the scaffold tool takes for a section's heading.

Neither the tool's section parser nor the content's gates know fences: a line `## Inputs` in an example ends the section
before it and begins another. Indent the example, choose another level, or write the title differently.

Headings of other names in fences do no harm.

## Bad

````markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
A report looks like this:

```markdown
## Purpose
What the report is for.
```
````

## Good

````markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
A report looks like this:

```markdown
### Purpose
What the report is for.

## Summary
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.wording import in_code
from scaffold_schemas import vocabulary


@rule(on=Step, severity=Severity.WARNING)
def fenced_section(step: Step, project: Project) -> Iterator[Finding]:
    """Lines in fences that begin like a step's section."""
    titles = tuple(s.title for s in vocabulary.step_sections(project.layout.version) if not s.prefix)
    for heading in step.body.naive_h2:
        if heading.title.startswith(titles) and in_code(step, heading.span.start):
            yield Finding(
                heading.span,
                f"`## {heading.title}` stands in a code block, but the scaffold tool takes it for a section's heading",
            )
