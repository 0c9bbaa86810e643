"""Update Mode Specifics looks for a file that the step does not write.

The bullet `**Detect**` begins with the artifact whose existence means that the step ran before. If that is no output of
the step, update mode begins when another step has run, or never.

Upstream: evals 112 and 113.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Update Mode Specifics
- **Detect**: `docs/vision.md` exists
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

## Update Mode Specifics
- **Detect**: `docs/plan.md` exists
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_bullets import bullets
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.graph import producers
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_PATH = re.compile(r"`*([^\s`<,;]*[/.][^\s`,;]*)`*")


@rule(on=Step, severity=Severity.WARNING, fixable=True, upstream=("eval:112", "eval:113"))
def foreign_detect_path(step: Step, project: Project) -> Iterator[Finding]:
    """The first word of a Detect bullet, where it is a path and none of the step's outputs."""
    outputs = [node.text for node in step.outputs]
    if step.stateless or not outputs:
        return
    for bullet in bullets(step, "Update Mode Specifics"):
        match = _PATH.match(step.text, *bullet.rest) if bullet.lead.startswith("Detect") else None
        path = match[1].rstrip(".") if match else ""
        if match is None or ("/" not in path.strip("/") + "." and "." not in path) or _is_own(path, outputs):
            continue
        span = Span(match.start(1), match.start(1) + len(path))
        others = [facts.name for facts in producers(project).get(path, ()) if facts.name != step.name]
        same = len(outputs) == 1 and outputs[0].endswith("/") is path.endswith(
            "/"
        )  # a sentence about folders stays one
        yield Finding(
            span,
            f"`{path}` is no output of this step" + (f", but of `{others[0]}`" if others else ""),
            fixes=(replace_fix(f"Write `{outputs[0]}`", span, outputs[0], safe=False),) if same else (),
            upstream="eval:113" if others else "eval:112",
        )


def _is_own(path: str, outputs: list[str]) -> bool:
    """Whether a path is an output or an output's file name, or one of the two begins with the other."""
    return any(
        out.startswith(path) or path.startswith(out) or path == out.rstrip("/").rpartition("/")[2] for out in outputs
    )
