"""A step lacks one of the sections that every step has.

Purpose, Inputs, Expected Outputs, Quality Criteria, Methodology Scaling and Mode Detection tell an agent what to read,
what to write, when it is good enough, and what to do when it was there before. The content's own gates fail without
them. A heading that is nearly right (another level, case or number) is reported where it stands.

Upstream: eval 69.

## Bad

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

### Inputs
- docs/vision.md (optional) — the vision

## Expected Outputs
- docs/plan.md — the requirements

## Quality Criteria
- (mvp) Every feature has a user

## Methodology Scaling
- **deep**: all of it
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

## Expected Outputs
- docs/plan.md — the requirements

## Quality Criteria
- (mvp) Every feature has a user

## Methodology Scaling
- **deep**: all of it

## Mode Detection
Check whether docs/plan.md exists.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import nearest
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_rules.documents.markdown import Heading


@rule(on=Step, severity=Severity.WARNING, fixable=True, upstream=("eval:69",))
def missing_section(step: Step, project: Project) -> Iterator[Finding]:
    """The required sections that no heading of level two begins, fences aside."""
    if step.frontmatter is None or step.frontmatter.closing is None:
        return  # the scaffold tool does not load it at all
    sections = vocabulary.step_sections(project.layout.version)
    titles = [section.heading.title for section in step.body.sections]
    titles += [heading.title for heading in step.body.naive_h2]
    lost = [s.title for s in sections if s.required and not any(title.startswith(s.title) for title in titles)]
    known = {section.title for section in sections}
    unnamed = []
    for title in lost:
        heading = _meant(title, [each for each in step.body.headings if each.title not in known or each.level != 2])
        if heading is None:
            unnamed.append(f"`{title}`")
            continue
        yield Finding(
            heading.span,
            f"`{heading.title}` does not begin the required section `{title}`: the heading has to be `## {title}`",
            fixes=(replace_fix(f"Write `## {title}`", heading.span, f"## {title}"),),
        )
    if unnamed:
        s = "s" if len(unnamed) > 1 else ""
        yield Finding(step.at("name"), f"the step lacks the section{s} {', '.join(unnamed)}")


def _meant(title: str, headings: list[Heading]) -> Heading | None:
    """The heading that is probably meant to be a section's: the same words, or nearly."""
    for heading in headings:
        if not heading.nested and (heading.title == title or nearest(heading.title, (title,))):
            return heading
    return None
