"""`custom.steps` switches a step on or off, and an overlay switches it back.

Overlays are merged after the project's own choice: what the overlay of the project's type, or the one for services,
says about a step is final. The setting has no effect, and nothing says so.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
custom:
  steps:
    game-economy: { enabled: false }
project:
  projectType: game
  gameConfig: { engine: godot }
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
custom:
  steps:
    game-economy: { depth: 1 }
project:
  projectType: game
  gameConfig: { engine: godot }
```

## With

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
step-overrides:
  game-economy: { enabled: true }
```

```markdown content/pipeline/specification/game-economy.md
---
name: game-economy
description: Design the economy
phase: specification
order: 860
outputs: [docs/economy.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import mappings
from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import value_of
from scaffold_rules.effective import Choice, applied_overlays, global_steps
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import switch
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.WARNING)
def overruled_step(config: ProjectConfig, project: Project) -> Iterator[Finding]:
    """Choices of `custom.steps` that the last overlay to speak of the step contradicts."""
    for key, settings in mappings(config.custom_steps):
        entry = settings.get("enabled")
        wanted = value_of(entry.value) if entry else None
        if entry is None or not isinstance(wanted, bool) or key.text not in project.steps:
            continue
        scopes = list(_scopes(config, key.text in global_steps(project)))
        decided = [(scope, _decided(project, choice, key.text)) for scope, choice in scopes]
        against = [(scope, stem) for scope, (stem, enabled) in decided if stem and enabled is not wanted]
        if not against:
            continue
        stems = tuple(dict.fromkeys(stem for _, stem in against))
        services = "" if len(against) == len(scopes) else f" in {_listed(scope for scope, _ in against)}"
        yield Finding(
            entry.value.span,
            f"`{key.text}` is {'disabled' if wanted else 'enabled'}{services} all the same: {_listed(stems)} decides last",
            related=tuple(
                Related(overlay.path, place.span, "the step is switched here")
                for overlay in project.of(Overlay)
                if overlay.stem in stems and (place := switch(overlay, key.text))
            ),
        )


def _scopes(config: ProjectConfig, is_global: bool) -> Iterator[tuple[str, Choice]]:
    """Where a step runs, each with what was chosen there: the project, or each of its services."""
    several = bool(config.services)
    for typed in (config.project,) if is_global or not several else config.services:
        name, project_type = word(typed, "name"), word(typed, "projectType")
        yield name.text if name else "", Choice(project_type.text if project_type else None, services=several)


def _decided(project: Project, choice: Choice, step: str) -> tuple[str | None, bool]:
    """The last overlay that switches a step, and how."""
    for overlay in reversed(applied_overlays(project, choice)):
        if overlay.kind != "sub" and step in overlay.steps:
            return overlay.stem, overlay.steps[step].enabled
    return None, True


def _listed(words: Iterator[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{each}`" for each in words)
