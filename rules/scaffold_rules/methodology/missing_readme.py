"""The methodology folder has no README that explains the depths.

Reported at the deep preset, because there is no better place.

Upstream: eval 52.

## Bad

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: true }
```

## Good

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: true }
```

```markdown content/methodology/README.md
# Depth

| Depth | Name |
|---|---|
| 1 | Minimal |
| 2 | Light |
| 3 | Balanced |
| 4 | Thorough |
| 5 | Exhaustive |
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Preset
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Preset, severity=Severity.WARNING, upstream=("eval:52",))
def missing_readme(preset: Preset, project: Project) -> Iterator[Finding]:
    """Whether `README.md` lies beside the deep preset."""
    if (
        preset.stem == "deep"
        and project.complete
        and preset.path.replace("deep.yml", "README.md") not in project.documents
    ):
        yield Finding(preset.start, "there is no `README.md` beside the presets to explain the depths 1 to 5")
