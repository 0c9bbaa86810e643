"""A methodology, project type or domain of the release has no file.

The scaffold tool passes over a missing overlay in silence: projects of that type or domain get the bare pipeline. In
place of a missing preset it takes the deep one. Only looked at where the release is known; reported at the README,
which is about all of them.

## Bad

```markdown content/methodology/README.md
# Methodology
```

```layout
version = 3.9.0
```

## Good

```markdown content/methodology/README.md
# Methodology
```

```yaml content/methodology/web-app-overlay.yml
{ name: web-app, description: What is different for websites, project-type: web-app }
```

```layout
version = 3.9.0
```

## With

```yaml content/methodology/deep.yml
{ name: deep, description: The deep preset, default_depth: 3, steps: {} }
```

```yaml content/methodology/mvp.yml
{ name: mvp, description: The mvp preset, default_depth: 3, steps: {} }
```

```yaml content/methodology/custom-defaults.yml
{ name: custom-defaults, description: The custom-defaults preset, default_depth: 3, steps: {} }
```

```yaml content/methodology/mobile-app-overlay.yml
{ name: mobile-app, description: What is different, project-type: mobile-app }
```

```yaml content/methodology/backend-overlay.yml
{ name: backend, description: What is different, project-type: backend }
```

```yaml content/methodology/cli-overlay.yml
{ name: cli, description: What is different, project-type: cli }
```

```yaml content/methodology/library-overlay.yml
{ name: library, description: What is different, project-type: library }
```

```yaml content/methodology/game-overlay.yml
{ name: game, description: What is different, project-type: game }
```

```yaml content/methodology/data-pipeline-overlay.yml
{ name: data-pipeline, description: What is different, project-type: data-pipeline }
```

```yaml content/methodology/ml-overlay.yml
{ name: ml, description: What is different, project-type: ml }
```

```yaml content/methodology/browser-extension-overlay.yml
{ name: browser-extension, description: What is different, project-type: browser-extension }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import Kind, project_types
from scaffold_rules.documents.pages import Page
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary

FIRST = (3, 9, 0)
"""Before this release the project types got their overlays one by one."""


@rule(on=Page, severity=Severity.WARNING, upstream=("PRESET_MISSING", "OVERLAY_MISSING"))
def missing_file(page: Page, project: Project) -> Iterator[Finding]:
    """One finding for each file that the release looks for and does not find."""
    version = project.layout.version
    if page.kind is not Kind.METHODOLOGY_README or version is None or version < FIRST or not project.complete:
        return
    for stem in vocabulary.presets(version):
        if stem not in project.presets:
            instead = "every step counts as enabled" if stem == "deep" else "the deep preset silently takes its place"
            message = f"there is no `{stem}.yml`; {instead}"
            yield Finding(page.start, message, upstream="PRESET_MISSING")
    files = {f"{name}-overlay": f"of type `{name}`" for name in project_types(project.layout)}
    for item in vocabulary.overlay_files(version):
        if item.kind != "project-type":
            files[item.stem] = (
                f"of type `{item.project_type}` and domain `{item.domain}`" if item.domain else "with services"
            )
    for stem, what in files.items():
        if stem not in project.overlays:
            message = f"there is no `{stem}.yml`; projects {what} silently get no overlay for it"
            yield Finding(page.start, message, upstream="OVERLAY_MISSING")
