"""A step or tool has two sections of the same title.

The scaffold tool and the content's gates read one of them, and not the same one: the section parser keeps the last, the
gates mostly take both as one, and Adoption Mode Specifics may be there only once.

Upstream: eval 1.

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

## Inputs
- docs/vision.md (optional) — the vision

## Inputs
- docs/budget.md (optional) — the budget
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
- docs/budget.md (optional) — the budget
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

ADOPTION = "Adoption Mode Specifics"


@rule(on=Prompt, severity=Severity.WARNING, upstream=("eval:1",))
def duplicate_section(prompt: Prompt) -> Iterator[Finding]:
    """Every section of level two whose title was there before."""
    first: dict[str, Span] = {}
    for section in prompt.body.sections:
        title, span = section.heading.title, section.heading.title_span
        if title in first:
            related = (Related(prompt.path, first[title], "first here"),)
            upstream = "eval:1" if title == ADOPTION else None
            yield Finding(span, f"there is a section `{title}` already", related=related, upstream=upstream)
        elif title:
            first[title] = span
