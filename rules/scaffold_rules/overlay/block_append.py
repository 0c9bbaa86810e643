"""An overlay writes `append` as a block list.

It works. But one gate of the content repository reads overlays line by line, wants `append: [a, b]` on one line, and
fails. Off by default, because nobody else minds.

Upstream: eval 64.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design:
    append:
      - game-engines
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design:
    append: [game-engines]
```

## With

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

from scaffold_rules.documents.methodology import ProjectTypeOverlay
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=ProjectTypeOverlay, severity=Severity.INFO, fixable=True, default=False, upstream=("eval:64",))
def block_append(overlay: ProjectTypeOverlay) -> Iterator[Finding]:
    """Lists under `append` that begin on a line of their own."""
    for override in overlay.list_overrides:
        entry = override.node.get("append")
        if entry is None or not isinstance(entry.value, Sequence) or entry.value.flow or not entry.value.items:
            continue
        span = Span(entry.key.span.end, entry.value.span.end)
        items = [item.span.of(overlay.text) for item in entry.value.items]
        plain = (
            len(items) == len(override.append)
            and "#" not in span.of(overlay.text)
            and not any("\n" in i for i in items)
        )
        fix = Fix("Write it on one line", (Edit(span, f": [{', '.join(items)}]"),))
        yield Finding(
            entry.key.span,
            "`append` is a block list; the content's own gate wants it on one line: `append: [a, b]`",
            fixes=(fix,) if plain else (),
        )
