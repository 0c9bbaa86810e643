"""A skill has a `{{MARKER}}` that nothing fills in.

Only `{{INSTRUCTIONS_FILE}}` is replaced; any other marker stays in what agents read.

## Bad

```markdown content/skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

Read {{RULES_FILE}}.
```

## Good

```markdown content/skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

Read {{INSTRUCTIONS_FILE}}.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary import writing

_MARKER = re.compile(r"\{\{(\w+)\}\}", re.ASCII)


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def unknown_marker(document: MarkdownDocument) -> Iterator[Finding]:
    """Markers that are not defined for skills."""
    if not isinstance(document, Skill | CanonicalSkill) or "{{" not in document.text:
        return
    for match in _MARKER.finditer(document.text):
        if match[1] not in writing.SKILL_MARKERS:
            yield Finding(
                Span(*match.span()), f"nothing fills in `{match.group()}`; known: `{{{{INSTRUCTIONS_FILE}}}}`"
            )
