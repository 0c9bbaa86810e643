"""Two steps have the same name, or a tool has the name of a step; one of them is never used.

The scaffold tool reads `pipeline/` in alphabetical order and `tools/` behind it into one map: the file that comes
later silently replaces the earlier one.

Upstream: eval 7.

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

```markdown content/pipeline/pre/write-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/write-prd.md]
---
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
```

```markdown content/pipeline/pre/write-prd.md
---
name: write-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/write-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt, Tool
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, upstream=("eval:7",))
def duplicate_name(prompt: Prompt, project: Project) -> Iterator[Finding]:
    """A prompt that a later one of the same name replaces; the finding is on the one that is lost."""
    node = prompt.name_node
    winner = project.prompts.get(prompt.name, (prompt,))[-1]
    if winner is prompt or node is None or winner.name_node is None or winner.tree.problems:
        return
    word = "tool" if isinstance(winner, Tool) else "step"
    yield Finding(
        node.span,
        f"`{prompt.name}` is also the name of the {word} in `{winner.path}`, which is read later and replaces this one",
        related=(Related(winner.path, winner.name_node.span, "this one is used"),),
    )
