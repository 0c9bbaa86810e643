"""An override that neither replaces nor appends anything.

It changes nothing; either something is missing in it, or it can go.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  create-prd: { append: [] }
  game-design: { append: [game-engines] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design: { append: [game-engines] }
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

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
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
from scaffold_rules.documents.yaml import Mapping, Node, Scalar, Sequence
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import applied, without_override
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.INFO, fixable=True)
def empty_override(overlay: Overlay) -> Iterator[Finding]:
    """Overrides of lists whose lists are all empty; `{}` is the schema's."""
    for override in applied(overlay):
        values = [entry.value for entry in override.node.entries]
        if values and all(not isinstance(value, Scalar) and not _members(value) for value in values):
            yield Finding(
                override.step.span,
                f"nothing is appended to `{override.step.text}` and nothing replaced; this override does nothing",
                fixes=fix_of("Remove the override", without_override(overlay, override), safe=False),
                tags=("unnecessary",),
            )


def _members(value: Node) -> tuple[object, ...]:
    return value.entries if isinstance(value, Mapping) else value.items if isinstance(value, Sequence) else ()
