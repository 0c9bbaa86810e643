"""A prompt has a `{{marker}}` that nothing fills in.

Only the template of the knowledge audit has markers, and only four of them are known. Everywhere else the braces go
to the agent as they are. Code, in fences and between backticks, is left alone: there braces may be part of what is
shown.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---

## Purpose
Write the requirements of {{project_name}}.
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---

## Purpose
Write the requirements. In templates write `{{project_name}}`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary.pipeline import AUDIT_MARKERS, AUDIT_TOOL

_MARKER = re.compile(r"(?<![${])\{\{[ \t]*([A-Za-z_][\w.-]*)[ \t]*\}\}(?!\})")


@rule(on=Prompt, severity=Severity.WARNING)
def unfilled_marker(prompt: Prompt) -> Iterator[Finding]:
    """Markers in prose."""
    if "{{" not in prompt.text:
        return
    known = AUDIT_MARKERS if prompt.name == AUDIT_TOOL else ()
    for prose in prompt.body.prose():
        for match in _MARKER.finditer(prompt.text, prose.start, prose.end):
            if match[0] not in {f"{{{{{word}}}}}" for word in known}:
                hint = did_you_mean(nearest(match[1], known)) if known else ""
                message = f"nothing fills in `{match[0]}`; the braces go to the agent as they are{hint}"
                yield Finding(Span(*match.span()), message)
