"""A step or tool has no `summary`.

The summary is what users read in the dashboard and in listings; the description is a line for machines.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
summary: Writes down what is to be built, for whom, and why.
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import is_whole
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Prompt, where=is_whole, severity=Severity.INFO)
def missing_summary(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """No summary, or a blank one, in a release that knows the key."""
    if prompt.root is None or "summary" not in vocabulary.step_keys(project.layout.version):
        return
    if not (prompt.string("summary") or "").strip():
        yield Finding(prompt.at("name"), f"`{prompt.name}` has no `summary`, the text for users")
