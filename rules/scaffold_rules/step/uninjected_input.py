"""A required input comes from a step that is only an indirect dependency, so it is not put into the prompt.

Only artifacts of direct dependencies and of reads are put into a prompt. The file exists when the step runs, and an
agent can open it by itself, but it has to know that it must: a read would spare it that.

Folders are left out: their files never get into a prompt anyway.

Upstream: eval 90, which tolerates forty of those among steps with `reads`.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/review-prd.md]
dependencies: [create-prd]
---
```

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
dependencies: [review-prd]
---

## Inputs
- docs/plan.md (required) — what is to be built
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

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/review-prd.md]
dependencies: [create-prd]
---
```

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What it is for
phase: pre
order: 130
outputs: [docs/user-stories.md]
dependencies: [review-prd]
reads: [create-prd]
---

## Inputs
- docs/plan.md (required) — what is to be built
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import inputs
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead, producers_of
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Step, severity=Severity.INFO, upstream=("eval:90",))
def uninjected_input(step: Step, project: Project) -> Iterator[Finding]:
    """Required files below `docs/` whose producers are dependencies of dependencies."""
    direct = {item.text for item in (*step.dependencies, *step.reads)} | {step.name}
    for line in inputs(step):
        if not line.required or not line.path.startswith("docs/") or line.path.endswith("/"):
            continue
        names = [facts.name for facts in producers_of(project, line.path)]
        if not names or direct.intersection(names):
            continue
        for name in names:
            if name in ahead(project, step.name):
                yield Finding(
                    line.span,
                    f"`{name}` writes this, but is only an indirect dependency: it is not put into the prompt; "
                    f"add `{name}` to `reads`",
                    related=defined(project, name, "written by this step"),
                )
                break
