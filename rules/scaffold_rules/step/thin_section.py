"""Purpose or Quality Criteria says next to nothing.

An agent that has only the prompt cannot guess what a step is for, nor when its result is good enough. The content's
gates want at least four lines that are not blank in each; `minimum` asks for another number.

Upstream: eval 80.

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
Write the requirements.
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
Write down what is to be built and for whom, so that every later step
can be traced to it. The document names the users and their problems,
the features that solve them, and what is left out on purpose.
It is the source of truth for scope.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria, section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import evals

SECTIONS = ("Purpose", "Quality Criteria")


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:80",))
def thin_section(step: Step, *, minimum: int = evals.MINIMUM_SECTION_LINES) -> Iterator[Finding]:
    """Sections with fewer lines of text than wanted."""
    for title in SECTIONS:
        found = section(step, title)
        if found is None or (title == "Quality Criteria" and _is_short_of_criteria(step)):
            continue
        lines = sum(bool(line.strip()) for line in found.body.of(step.text).replace("\r", "\n").split("\n"))
        if lines < minimum:
            message = f"`{title}` has {lines or 'no'} line{'' if lines == 1 else 's'} of text, less than {minimum}"
            yield Finding(found.heading.title_span, message)


def _is_short_of_criteria(step: Step) -> bool:
    """Whether the section is thin because criteria are missing, which `step/few-criteria` says."""
    return not step.stateless and len(criteria(step)) < evals.MINIMUM_CRITERIA
