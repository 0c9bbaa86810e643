"""A skill that lists the pipeline's steps leaves some out.

Agents take the list for the whole pipeline. Steps that no project gets by default (those the deep preset disables) may be
missing; a text that names fewer than half of the others is no list.

## Bad

```markdown content/skills/pipeline/SKILL.md
---
name: pipeline
description: The pipeline
---

Steps: create-prd, review-prd.
```

## Good

```markdown content/skills/pipeline/SKILL.md
---
name: pipeline
description: The pipeline
---

Steps: create-prd, review-prd, design.
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: create-prd
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: review-prd
phase: pre
order: 110
outputs: [docs/review-prd.md]
---
```

```markdown content/pipeline/pre/design.md
---
name: design
description: design
phase: pre
order: 110
outputs: [docs/design.md]
---
```

```markdown content/pipeline/pre/netcode.md
---
name: netcode
description: netcode
phase: pre
order: 110
outputs: [docs/netcode.md]
---
```

```yaml content/methodology/deep.yml
name: Deep
description: All
default_depth: 5
steps:
  create-prd: { enabled: true }
  review-prd: { enabled: true }
  design: { enabled: true }
  netcode: { enabled: false }
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.documents.prompts import Tool
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_rules.wording import is_copy

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@rule(on=MarkdownDocument, severity=Severity.INFO)
def missing_step(document: MarkdownDocument, project: Project, *, most: int = 5) -> Iterator[Finding]:
    """Base steps that a list of most steps does not name; ``most`` are written out."""
    if not isinstance(document, Skill | CanonicalSkill | Tool) or is_copy(document, project):
        return
    base = _base_steps(project)
    if not base or len(document.text) < sum(map(len, base)) // 2:
        return
    missing = base - set(_WORD.findall(document.text))
    if missing and len(missing) * 2 < len(base):
        shown = [f"`{name}`" for name in sorted(missing)]
        words = ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
        yield Finding(
            document.at("name"), f"this lists the pipeline without {words}", data={"missing": tuple(sorted(missing))}
        )


@once
def _base_steps(project: Project) -> frozenset[str]:
    """The steps that the deep preset enables."""
    preset = project.presets.get("deep")
    return frozenset(name for name, choice in (preset.steps if preset else {}).items() if choice.enabled)
