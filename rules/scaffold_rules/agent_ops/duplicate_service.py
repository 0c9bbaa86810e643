"""Two Docker services have the same name, or the same band of ports.

The scaffold tool refuses the whole file: each worktree gets a port of its own from a service's band.

## Bad

```yaml .scaffold/agent-ops.yaml
docker:
  services:
    - { name: db, band: 20000 }
    - { name: cache, band: 20000 }
```

## Good

```yaml .scaffold/agent-ops.yaml
docker:
  services:
    - { name: db, band: 20000 }
    - { name: cache, band: 21000 }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import AgentOps
from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence, follow
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=AgentOps, severity=Severity.ERROR)
def duplicate_service(config: AgentOps) -> Iterator[Finding]:
    """Names and bands that an earlier service has."""
    services = follow(config.root, ("docker", "services"))
    first: dict[tuple[str, object], Scalar] = {}
    for service in services.items if isinstance(services, Sequence) else ():
        for key, wanted in (("name", str), ("band", int)):
            node = service.value(key) if isinstance(service, Mapping) else None
            if not isinstance(node, Scalar) or type(node.value) is not wanted:
                continue
            twin = first.setdefault((key, node.value), node)
            if twin is not node:
                related = (Related(config.path, twin.span, "the first one"),)
                yield Finding(
                    node.span, f"another service has the {key} `{node.text}`; it must differ", related=related
                )
