"""A step of a minimal project requires an input that such a project never has.

The preset enables the step and disables every step that writes the file, so the agent waits for something nobody makes.
The status should say so: `(required at deep; optional — not available in MVP)`. Looked at is the preset
`mvp`; `presets` names others.

Upstream: eval 53, which knows one file.

## Bad

```markdown content/pipeline/quality/operations.md
---
name: operations
description: What it is for
phase: quality
order: 950
outputs: [docs/operations-runbook.md]
---

## Inputs
- docs/system-architecture.md (required) — the components
```

## Good

```markdown content/pipeline/quality/operations.md
---
name: operations
description: What it is for
phase: quality
order: 950
outputs: [docs/operations-runbook.md]
---

## Inputs
- docs/system-architecture.md (required at deep; optional — not available in MVP) — the components
```

## With

```markdown content/pipeline/architecture/system-architecture.md
---
name: system-architecture
description: What it is for
phase: architecture
order: 700
outputs: [docs/system-architecture.md]
---

## Purpose
Why.
```

```yaml content/methodology/mvp.yml
name: MVP
description: The least
default_depth: 1
steps:
  system-architecture: { enabled: false }
  operations: { enabled: true }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import inputs
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.inputs import writers
from scaffold_rules.problems import is_whole
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_schemas.facts import PresetFacts

INSTEAD = "required at deep; optional — not available in MVP"


@rule(on=Step, where=is_whole, severity=Severity.WARNING, fixable=True, upstream=("eval:53",))
def unavailable_input(step: Step, project: Project, *, presets: tuple[str, ...] = ("mvp",)) -> Iterator[Finding]:
    """Required files below `docs/` all of whose producers a preset disables that enables the step."""
    chosen = [project.presets[stem] for stem in presets if stem in project.presets]
    chosen = [preset for preset in chosen if not _disabled(preset, step.name)]
    if not chosen:
        return
    for line in inputs(step):
        if not line.required or not line.path.startswith("docs/"):
            continue
        names = writers(project, line.path)
        for preset in chosen if names and step.name not in names else ():
            if all(_disabled(preset, name) for name in names):
                yield Finding(
                    line.status_span,
                    f"`{preset.stem}` disables `{names[0]}`, which writes this: such a project never has it",
                    fixes=(replace_fix(f"Write `({INSTEAD})`", line.status_span, INSTEAD, safe=False),),
                    related=defined(project, names[0], "written by this step"),
                )


def _disabled(preset: PresetFacts, name: str) -> bool:
    """Whether a preset switches a step off; one it does not mention is on."""
    choice = preset.steps.get(name)
    return choice is not None and not choice.enabled
