"""A folder of state belongs to no service of the configuration.

The scaffold tool looks for the state of the services it knows. What lies in another folder is never read.

## Bad

```json .scaffold/services/shopp/state.json
{
  "schema-version": 3,
  "steps": {}
}
```

## Good

```json .scaffold/services/shop/state.json
{
  "schema-version": 3,
  "steps": {}
}
```

## With

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  services:
    - name: shop
      projectType: backend
      backendConfig: { apiStyle: rest }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import Kind
from scaffold_rules.documents.project_files import CONFIG_PATH, ProjectConfig, State, word
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest


@rule(on=State, severity=Severity.WARNING)
def unknown_service(state: State, project: Project) -> Iterator[Finding]:
    """The state of a service that a readable configuration does not have."""
    config = project.documents.get(CONFIG_PATH)
    if state.kind is not Kind.SERVICE_STATE or not isinstance(config, ProjectConfig):
        return
    if config.root is None or config.problems:
        return
    names = tuple(name.text for service in config.services if (name := word(service, "name")))
    if state.folder not in names:
        hint = did_you_mean(nearest(state.folder, names))
        yield Finding(state.start, f"no service is named `{state.folder}`; its state is never read{hint}")
