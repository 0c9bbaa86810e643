"""Two services have the same name.

The scaffold tool rejects the file: each service's state lies in a folder of its name.

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
    - name: shop
      projectType: web-app
      webAppConfig: { renderingStrategy: spa }
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
    - name: shop-web
      projectType: web-app
      webAppConfig: { renderingStrategy: spa }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.ERROR, upstream=("FIELD_INVALID_VALUE",))
def duplicate_service(config: ProjectConfig) -> Iterator[Finding]:
    """Names of services that an earlier one has."""
    first: dict[str, Scalar] = {}
    for service in config.services:
        name = word(service, "name")
        if name is None or first.setdefault(name.text, name) is name:
            continue
        related = (Related(config.path, first[name.text].span, "the first one"),)
        yield Finding(name.span, f"another service is named `{name.text}`; names must differ", related=related)
