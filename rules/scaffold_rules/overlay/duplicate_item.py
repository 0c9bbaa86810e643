"""An overlay appends the same name twice to one step.

The second one does nothing.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  create-prd: { append: [game-engines, game-engines] }
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

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import added, without_added
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=Overlay, severity=Severity.INFO, fixable=True)
def duplicate_item(overlay: Overlay) -> Iterator[Finding]:
    """Appended names that stand before in the same list."""
    first: dict[tuple[Span, str], Scalar] = {}
    for each in added(overlay):
        key = (each.override.step.span, each.name)
        if each.replaced is not None or first.setdefault(key, each.node) is each.node:
            continue
        yield Finding(
            each.node.span,
            f"`{each.name}` is appended to `{each.override.step.text}` before; the second time does nothing",
            fixes=fix_of(f"Remove the second `{each.name}`", without_added(overlay, each)),
            related=(Related(overlay.path, first[key].span, "the first time"),),
            tags=("unnecessary",),
        )
