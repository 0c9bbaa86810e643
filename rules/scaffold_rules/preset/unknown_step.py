"""A preset lists a step that does not exist.

One such name makes the whole preset disappear, without a word: the scaffold tool goes on with the deep preset, or
with every step enabled if this is the deep one.

Upstream: `PRESET_INVALID_STEP`, evals 58 and 79.

## Bad

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prdd: { enabled: true }
```

## Good

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import STRICT_NAME
from scaffold_rules.documents.methodology import Preset
from scaffold_rules.documents.yaml import Mapping
from scaffold_rules.edits import fix_of, remove_entry
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Preset, severity=Severity.ERROR, fixable=True, upstream=("PRESET_INVALID_STEP", "eval:79", "eval:58"))
def unknown_step(preset: Preset, project: Project) -> Iterator[Finding]:
    """Keys that no pipeline step has; those that no step could have are the schema's."""
    for reference in preset.references if project.steps else ():
        if not STRICT_NAME.match(reference.name) or reference.name in project.steps:
            continue
        if reference.name in project.tools:
            yield Finding(
                reference.span,
                f"`{reference.name}` is a tool, and presets list steps only; the whole preset is ignored",
                fixes=_removal(preset, reference.name),
                related=defined(project, reference.name, "the tool"),
            )
        for finding in unknown_name(project, reference):
            named = f"`{reference.name}`"
            message = finding.message.replace(named, f"{named}, so the whole preset is ignored", 1)
            yield replace(finding, message=message, fixes=finding.fixes or _removal(preset, reference.name))


def _removal(preset: Preset, name: str) -> tuple[Fix, ...]:
    steps = preset.field("steps")
    entry = steps.value.get(name) if steps and isinstance(steps.value, Mapping) else None
    if steps is None or entry is None or not isinstance(steps.value, Mapping):
        return ()
    return fix_of(f"Remove `{name}`", remove_entry(preset, steps.value, entry), safe=False)
