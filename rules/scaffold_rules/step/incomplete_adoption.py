"""A step that adopts existing code does not say all it must about it.

Adoption Mode Specifics has three bullets: **Codify from repo evidence** (what is read from the code), **Interview only
for** (what has to be asked) and **Do not** (what must not be decided over the owner's head). The content's gates want
all three, and want the section in the eighteen steps that the adoption of a project runs.

Upstream: evals 3 and 1, since 3.50.0.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Adoption Mode Specifics
- **Codify from repo evidence**: the features there are.
- **Do not**: invent any.
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

## Adoption Mode Specifics
- **Codify from repo evidence**: the features there are.
- **Interview only for**: what they are for.
- **Do not**: invent any.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.documents.step_bullets import bullets
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import pipeline

SINCE = (3, 50, 0)
TITLE = "Adoption Mode Specifics"


@rule(on=Step, severity=Severity.WARNING, fixable=True, upstream=("eval:3", "eval:1"))
def incomplete_adoption(step: Step, project: Project) -> Iterator[Finding]:
    """Missing bullets, and the missing section in steps of a release that are known to need it."""
    found, version = section(step, TITLE), project.layout.version
    if found is None:
        if version is not None and version >= SINCE and step.name in pipeline.ADOPTION_STEPS:
            message = f"the adoption of a project runs this step, which has no section `{TITLE}`"
            yield Finding(step.at("name"), message, upstream="eval:1")
        return
    leads = bullets(step, TITLE)
    lost = []
    for word in pipeline.ADOPTION_BULLETS:
        if any(bullet.lead == word for bullet in leads):
            continue
        near = next((bullet for bullet in leads if bullet.lead.casefold() == word.casefold()), None)
        if near is None:
            lost.append(f"`**{word}**`")
            continue
        fix = replace_fix(f"Write `{word}`", near.lead_span, word)
        yield Finding(
            near.lead_span, f"`**{near.lead}**` has to be written `**{word}**`", fixes=(fix,), upstream="eval:3"
        )
    if lost:
        yield Finding(found.heading.title_span, f"there is no bullet {' and no '.join(lost)}", upstream="eval:3")
