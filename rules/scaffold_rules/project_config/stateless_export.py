"""A service exports a stateless step, which never counts as done.

What other services get of an export are the artifacts of a completed step. Completion of a stateless step is not
tracked, so they never get anything.

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
      exports: [{ step: start-work }]
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
      exports: [{ step: api-contracts }]
```

## With

```markdown content/pipeline/build/start-work.md
---
name: start-work
description: Start to work
phase: build
order: 1510
outputs: []
stateless: true
---
```

```markdown content/pipeline/specification/api-contracts.md
---
name: api-contracts
description: Describe the interfaces
phase: specification
order: 830
outputs: [docs/api-contracts.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import ProjectConfig
from scaffold_rules.effective import global_steps
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.WARNING)
def stateless_export(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Exports of steps that say `stateless: true`."""
    for reference in config.references:
        step = project.steps.get(reference.name) if reference.role == "exports" else None
        if step and step.stateless and step.name not in global_steps(project):
            yield Finding(
                reference.span,
                f"`{step.name}` is stateless and never counts as done, so nothing of it can be exported",
                related=defined(project, step.name, "the stateless step"),
            )
