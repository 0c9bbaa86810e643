"""`artifact_map` names a step that runs once per service, where it does not count.

The map stands for the project as a whole: it is looked up for steps that run there, which in a project with services
are the global ones. A service's own files are expected under `services/<name>/`, mapped or not.

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
artifact_map:
  tdd: docs/tests.md
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
artifact_map:
  create-vision: docs/our-vision.md
```

## With

```yaml content/methodology/multi-service-overlay.yml
name: multi-service
description: Projects with services
step-overrides:
  create-vision: { enabled: true }
```

```markdown content/pipeline/foundation/tdd.md
---
name: tdd
description: How tests are written
phase: foundation
order: 240
outputs: [docs/tdd-standards.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import ProjectConfig
from scaffold_rules.effective import global_steps
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.WARNING)
def mapped_service_step(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Steps of `artifact_map` that are not global, in a project with services; unknown steps are another rule's."""
    everywhere = global_steps(project)
    if not config.services or not everywhere:
        return
    for reference in config.references:
        if reference.role == "artifact_map" and reference.name in project.steps and reference.name not in everywhere:
            message = f"`{reference.name}` runs once per service, where `artifact_map` does not count"
            yield Finding(reference.span, message, tags=("unnecessary",))
