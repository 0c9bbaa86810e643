"""A step reads a step of a later phase that nothing makes run first.

On the first way through the pipeline the artifact does not exist yet, and the read is silently passed over. Reads of
the same or an earlier phase are fine, and so are those of steps this one depends on, directly or not.

Upstream: eval 10, with its two exemptions as the option's default.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
reads: [tech-stack]
---
```

## Good

```markdown content/pipeline/foundation/coding-standards.md
---
name: coding-standards
description: What it is for
phase: foundation
order: 220
outputs: [docs/coding-standards.md]
reads: [tech-stack]
---
```

## With

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: What it is for
phase: foundation
order: 210
outputs: [docs/tech-stack.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.graph import ahead
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined, soft_reads
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary

EXEMPT = tuple(f"{reader}:{target}" for reader, target in vocabulary.evals.PHASE_ORDERING_EXEMPT)


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:10",))
def unordered_read(step: Step, project: Project, *, exempt: tuple[str, ...] = EXEMPT) -> Iterator[Finding]:
    """Reads of later phases; ``exempt`` are pairs ``reader:target`` that may read ahead."""
    own = vocabulary.phase(step.phase)
    for item in soft_reads(step):
        target = project.steps.get(item.text)
        other = vocabulary.phase(target.phase) if target else None
        if own is None or other is None or other.number <= own.number or f"{step.name}:{item.text}" in exempt:
            continue
        if item.text in ahead(project, step.name) or step.name in ahead(project, item.text):
            continue
        if target is None or target.stateless or not target.outputs:
            continue  # there never is anything to read, which `step/empty-read` says
        yield Finding(
            item.span,
            f"`{item.text}` belongs to the later phase `{other.slug}` and nothing makes it run first; "
            "on a first pass there is nothing to read",
            related=defined(project, item.text, f"a step of `{other.slug}`"),
        )
