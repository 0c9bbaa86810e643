"""An overlay appends a knowledge entry that does not exist.

The prompt is assembled without it; whoever runs the step sees one line of warning at best.

Upstream: `FRONTMATTER_KB_ENTRY_MISSING`, eval 67.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  create-prd: { append: [game-engine] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  create-prd: { append: [game-engines] }
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

```markdown content/knowledge/game/game-engines.md
---
name: game-engines
description: About game-engines
topics: [game-engines]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.names import unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.WARNING, fixable=True, upstream=("FRONTMATTER_KB_ENTRY_MISSING", "eval:67"))
def unknown_knowledge(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Appended names that no knowledge entry has."""
    for reference in overlay.references:
        if reference.namespace is Namespace.ENTRY:
            yield from unknown_name(project, reference)
