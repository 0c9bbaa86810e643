"""The configuration names a step that does not exist.

`custom.steps` counts under every methodology, but the scaffold tool checks its names only under `custom`, where an
unknown one makes it reject the file; otherwise the setting is silently without effect. So is an unknown name among a
service's `exports` and in `artifact_map`. Tools are no steps here: nothing enables, exports or completes them.

Upstream: `CONFIG_ARTIFACT_MAP_UNKNOWN_STEP` for `artifact_map`, `FIELD_INVALID_VALUE` under `methodology: custom`;
`FIELD_INVALID_STEP` is documented and was never built.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
custom:
  steps:
    create-prdd: { depth: 3 }
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
custom:
  steps:
    create-prd: { depth: 3 }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules import step_names
from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.project_files import ProjectConfig
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule

EXPORTS = "exports"
CUSTOM = "custom.steps"


@rule(
    on=ProjectConfig,
    severity=Severity.WARNING,
    fixable=True,
    upstream=("CONFIG_ARTIFACT_MAP_UNKNOWN_STEP", "FIELD_INVALID_VALUE", "FIELD_INVALID_STEP"),
)
def unknown_step(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Names in `custom.steps`, `artifact_map` and `exports` that are no step's; an error where the file is rejected."""
    names = {(reference.role, reference.name) for reference in config.references}
    for reference in config.references:
        role, name = reference.role, reference.name
        if role == EXPORTS and not NAME.match(name):
            continue  # the schema's complaint
        rejected = role == CUSTOM and config.methodology == "custom"
        severity = Severity.ERROR if rejected else Severity.WARNING
        upstream = "CONFIG_ARTIFACT_MAP_UNKNOWN_STEP" if role == "artifact_map" else "FIELD_INVALID_STEP"
        upstream = "FIELD_INVALID_VALUE" if rejected else upstream
        if name in project.tools and name not in project.steps:
            message = f"`{name}` is a tool; only steps can be named in `{role}`"
            yield Finding(reference.span, message, severity, upstream=upstream)
            continue
        taken = {other for where, other in names if where == role}
        for finding in step_names.unknown_step(project, reference, "step", severity, taken):
            yield replace(finding, upstream=upstream)
