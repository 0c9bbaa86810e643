"""A tracking comment names a step that does not exist.

Steps tell agents to write `<!-- scaffold:<step> v1 <date> -->` on the first line of an artifact, which says later who
wrote it. With another word there the artifact cannot be traced to its step.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Instructions
Begin the file with `<!-- scaffold:prd v1 YYYY-MM-DD -->`.
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

## Instructions
Begin the file with `<!-- scaffold:create-prd v1 YYYY-MM-DD -->`.
Other files begin with `<!-- scaffold:step-name v1 YYYY-MM-DD -->`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

PLACEHOLDERS = frozenset({"step-name", "tool-name", "name", "slug", "step"})
_COMMENT = re.compile(r"<!--[ \t]*scaffold:([a-z][a-z0-9-]*)[ \t]+v[\dN\[]")


@rule(on=Prompt, severity=Severity.INFO, fixable=True)
def unknown_tracking_comment(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """Tracking comments with a version whose name no step or tool has."""
    if not prompt.names_scaffold or not project.knows_names:
        return
    for match in _COMMENT.finditer(prompt.text, *prompt.body.span):
        name, span = match[1], Span(*match.span(1))
        if name not in PLACEHOLDERS and not project.has(Namespace.STEP, name):
            yield Finding(
                span,
                f"the tracking comment names no step or tool; this one is `{prompt.name}`",
                fixes=(replace_fix(f"Write `{prompt.name}`", span, prompt.name, safe=False),),
            )
