"""The configuration chooses a project type, a domain or services whose overlay does not exist.

Without its overlay a project type gets the pipeline of any other project, and a domain none of its knowledge; the
scaffold tool says nothing. Without the one for services it cannot tell which steps are global and stops.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  projectType: game
  gameConfig: { engine: godot }
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  projectType: library
  libraryConfig: { visibility: internal }
```

## With

```yaml content/methodology/library-overlay.yml
name: library
description: Libraries
project-type: library
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import project_types
from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence
from scaffold_rules.effective import STRUCTURAL
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=ProjectConfig, severity=Severity.WARNING)
def missing_overlay(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Types, domains and services without the file that is about them; unknown types and domains are the schema's."""
    if not project.knows_names:
        return
    version = project.layout.version
    for typed in config.typed:
        project_type = word(typed, "projectType")
        if project_type is None or project_type.text not in project_types(project.layout):
            continue
        if f"{project_type.text}{vocabulary.project.OVERLAY_SUFFIX}" not in project.overlays:
            message = f"there is no overlay for `{project_type.text}`; the project gets nothing made for its type"
            yield Finding(project_type.span, message)
        known = vocabulary.domains(version).get(project_type.text, ())
        key = vocabulary.config_keys(version).get(project_type.text)
        for domain in _domains(typed.value(key)) if key else ():
            if domain.text in known and f"{project_type.text}-{domain.text}" not in project.overlays:
                yield Finding(domain.span, f"there is no sub-overlay for the domain `{domain.text}`; it adds nothing")
    services = config.project.get("services") if config.project and config.services else None
    structural = project.overlays.get(STRUCTURAL)
    if services and not (structural and structural.steps):
        state = "has no step overrides" if structural else "is missing"
        yield Finding(
            services.key.span,
            f"`{STRUCTURAL}.yml` {state}; without it the scaffold tool runs no project with services",
            Severity.ERROR,
        )


def _domains(node: object) -> Iterator[Scalar]:
    """The domains of a type's configuration, one or a list."""
    domain = node.value("domain") if isinstance(node, Mapping) else None
    for item in domain.items if isinstance(domain, Sequence) else (domain,):
        if isinstance(item, Scalar) and isinstance(item.value, str):
            yield item
