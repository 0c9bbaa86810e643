"""An output is only written from some depth on, and yet every run has to leave it behind.

Since 3.48.0 the scaffold tool looks whether all `outputs` of a completed step are there. One that the step's own text
ties to a depth is missing after a run below that depth: `status` then shows the step as `conflict`, `next` offers it
again and again, and what depends on it stays pending for good. `outputs` must list what every successful run writes,
at every depth; the others belong in Expected Outputs alone.

Content for releases before 3.48.0 is left alone: there the check does not exist.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/reviews/prd.md, docs/reviews/prd/summary.md]
---

## Expected Outputs
- docs/reviews/prd.md — findings
- docs/reviews/prd/summary.md (depth 4+) — what all models say
```

## Good

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/reviews/prd.md]
---

## Expected Outputs
- docs/reviews/prd.md — findings
- docs/reviews/prd/summary.md (depth 4+) — what all models say
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import OutputLine, expected_outputs
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import without
from scaffold_rules.rule import rule

OUTPUTS_COUNT = (3, 48, 0)
"""The release that began to look whether the outputs of completed steps are there."""


@rule(on=Step, severity=Severity.ERROR, fixable=True)
def depth_gated_output(step: Step, project: Project) -> Iterator[Finding]:
    """Outputs whose every line in Expected Outputs is tied to a depth above the lowest."""
    version = project.layout.version
    if (version is not None and version < OUTPUTS_COUNT) or step.stateless or not step.outputs:
        return
    lines: dict[str, list[OutputLine]] = {}
    for line in expected_outputs(step):
        for mention in line.paths:
            lines.setdefault(mention.path.rstrip("/"), []).append(line)
    gated = {path: found for path, found in lines.items() if all(line.least_depth > 1 for line in found)}
    left = [item for item in step.outputs if item.text.rstrip("/") not in gated]
    for item in step.outputs:
        for line in gated.get(item.text.rstrip("/"), ())[:1]:
            yield Finding(
                item.span,
                f"`{item.text}` is written from depth {line.least_depth} on only; below that `next` takes the completed "
                f"step for undone and offers nothing that depends on it{_affected(step, project, line.least_depth)}",
                fixes=without(step, item, "Remove it from `outputs`") if left else (),
                related=(Related(step.path, line.gate_span, "tied to a depth here"),),
            )


def _affected(step: Step, project: Project, least: int) -> str:
    """The end of the message: the presets that enable the step and run it too shallow."""
    presets = [
        preset.stem
        for preset in project.presets.values()
        if (choice := preset.steps.get(step.name)) is not None
        and choice.enabled
        and preset.default_depth is not None
        and preset.default_depth < least
    ]
    return f" (so with {', '.join(f'`{stem}`' for stem in sorted(presets))})" if presets else ""
