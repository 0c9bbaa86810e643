"""A service exports a step that runs once for all services.

Global steps belong to no service, so the scaffold tool rejects the file. They are the keys of `step-overrides` in
`multi-service-overlay.yml`, enabled or not.

Upstream: `FIELD_INVALID_VALUE`.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  services:
    - name: shop
      projectType: backend
      backendConfig: { apiStyle: rest }
      exports: [{ step: create-vision }]
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  services:
    - name: shop
      projectType: backend
      backendConfig: { apiStyle: rest }
      exports: []
```

## With

```yaml content/methodology/multi-service-overlay.yml
name: multi-service
description: Projects with services
step-overrides:
  create-vision: { enabled: true }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import StructuralOverlay
from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.effective import global_steps
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import switch
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.ERROR, fixable=True, upstream=("FIELD_INVALID_VALUE",))
def exported_global_step(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Exports of steps that the structural overlay makes global."""
    for service in config.services:
        exports = service.value("exports")
        for item in exports.items if isinstance(exports, Sequence) else ():
            step = word(item, "step")
            if step is None or not isinstance(exports, Sequence) or step.text not in global_steps(project):
                continue
            yield Finding(
                step.span,
                f"`{step.text}` runs once for all services, so none can export it",
                fixes=fix_of(f"Remove `{step.text}`", remove_item(config, exports, item)),
                related=tuple(
                    Related(overlay.path, key.span, "what makes it global")
                    for overlay in project.of(StructuralOverlay)
                    if (key := switch(overlay, step.text))
                ),
            )
