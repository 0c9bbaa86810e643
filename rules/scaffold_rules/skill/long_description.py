"""A skill's description is longer than agents read.

Hosts cut a description at 1024 characters; what comes after tells nobody when to use the skill.

## Bad

```markdown content/skills/runner/SKILL.md
---
name: runner
description: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
---

Run it.
```

## Good

```markdown content/skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

Run it.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import writing


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def long_description(document: MarkdownDocument, *, most: int = writing.MAXIMUM_SKILL_DESCRIPTION) -> Iterator[Finding]:
    """Descriptions over the limit."""
    if not isinstance(document, Skill | CanonicalSkill):
        return
    description = document.string("description") or ""
    if len(description) > most:
        message = f"the description has {len(description)} characters; hosts read {most}"
        yield Finding(document.lines.line_span(document.lines.line_of(document.at("description").start)), message)
