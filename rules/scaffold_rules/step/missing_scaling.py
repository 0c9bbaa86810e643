"""Methodology Scaling lacks the bullet of a methodology.

The section says what a step does less of in a small project: one bullet each for `**deep**`, `**mvp**` and
`**custom:depth(1-5)**`. Without its bullet an agent in that methodology does not know how far to go. The content's
gates fail without the first two, and want them written in lower case.

Upstream: eval 82.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Methodology Scaling
- **deep**: All sections, with sources.
- **MVP**: One page.
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

## Methodology Scaling
- **deep**: All sections, with sources.
- **mvp**: One page.
- **custom:depth(1-5)**:
  - Depth 1: One page.
  - Depth 2: Depth 1 and the users.
  - Depth 3: Depth 2 and the risks.
  - Depth 4: Depth 3 and the sources.
  - Depth 5: All sections.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.documents.step_bullets import bullets
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import pipeline

TITLE = "Methodology Scaling"


@rule(on=Step, severity=Severity.WARNING, fixable=True, upstream=("eval:82",))
def missing_scaling(step: Step) -> Iterator[Finding]:
    """The methodologies without a bullet; a custom one is only good manners."""
    found = section(step, TITLE)
    if found is None:
        return
    leads = bullets(step, TITLE)
    for word in pipeline.SCALING_BULLETS:
        custom = word.startswith("custom")
        start = "custom" if custom else word
        if any(bullet.lead.startswith(start) for bullet in leads):
            continue
        near = next((bullet for bullet in leads if bullet.lead.lower().startswith(start)), None)
        if near is not None:
            yield Finding(
                near.lead_span,
                f"`**{near.lead}**` has to be written `**{word}**`",
                fixes=(replace_fix(f"Write `{word}`", near.lead_span, word),),
            )
        else:
            severity = Severity.INFO if custom else Severity.WARNING
            yield Finding(found.heading.title_span, f"there is no bullet `- **{word}**:`", severity)
