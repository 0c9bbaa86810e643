"""An output is mentioned in the Inputs of no other step.

What a step writes is for other steps to use, and these list it under Inputs. The last steps of a pipeline, and
reviews and validations, write for people: they are exempt, by name or by path.

Upstream: eval 59.

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
outputs: [docs/reviews/prd.md]
---

## Inputs
- docs/vision.md (required) — the vision
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
outputs: [docs/reviews/prd.md]
---

## Inputs
- docs/plan.md (required) — what is reviewed
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import section
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary

_WORD = re.compile(r"[\w.-]+")


@rule(on=Step, severity=Severity.WARNING, upstream=("eval:59",))
def unmentioned_output(
    step: Step,
    project: Project,
    *,
    exempt_steps: tuple[str, ...] = (),
    exempt_paths: tuple[str, ...] = vocabulary.evals.TERMINAL_PATH_PATTERNS,
) -> Iterator[Finding]:
    """Outputs whose last part is in no other step's Inputs; ``exempt_paths`` are parts of paths."""
    exempt = vocabulary.terminal_output_exempt(project.layout.version)
    if step.name in exempt or step.name in exempt_steps:
        return
    for item in step.outputs:
        name = item.text.rstrip("/").rpartition("/")[2]
        if not name or any(part in item.text for part in exempt_paths):
            continue
        if not _mentions(project).get(name, frozenset()) - {step.name}:
            yield Finding(item.span, f"no other step mentions `{item.text}` in its Inputs")


@once
def _mentions(project: Project) -> Mapping[str, frozenset[str]]:
    """The words of all Inputs sections, each with the names of the steps that use it there."""
    found: dict[str, set[str]] = {}
    for step in project.of(Step):
        inputs = section(step, "Inputs")
        for word in set(_WORD.findall(inputs.body.of(step.text) if inputs else "")):
            found.setdefault(word.strip(".-"), set()).add(step.name)
            found.setdefault(word, set()).add(step.name)
    return {word: frozenset(names) for word, names in found.items()}
