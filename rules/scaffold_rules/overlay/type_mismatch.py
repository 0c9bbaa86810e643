"""An overlay says it is for another project type than its file's name.

The name of the file alone decides which projects get it. The `project-type` inside has to be a valid one, and is then
ignored: one of the two is wrong.

Upstream: eval 63.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for games
project-type: web-app
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for games
project-type: game
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import project_types
from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.effective import choice_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.WARNING, fixable=True, upstream=("eval:63",))
def type_mismatch(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """A valid project type that is not the one of the file's name; others are the schema's."""
    entry, declared, meant = overlay.field("project-type"), overlay.project_type, choice_of(overlay.facts).project_type
    if entry is None or meant is None or declared == meant or declared not in project_types(project.layout):
        return
    if isinstance(entry.value, Scalar):
        yield Finding(
            entry.value.span,
            f"this file is read for project type `{meant}`, by its name; `{declared}` is ignored",
            fixes=fix_of(f"Replace with `{meant}`", replace_scalar(entry.value, meant), safe=False),
        )
