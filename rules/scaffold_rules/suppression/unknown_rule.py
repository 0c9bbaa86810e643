"""An ignore comment names a rule that does not exist.

It silences nothing, and nobody would be told.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game  # scaffold-lint: ignore[overlay/unknow-step]
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game  # scaffold-lint: ignore[overlay/unknown-step]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Document, severity=Severity.WARNING, fixable=True)
def unknown_rule(document: Document) -> Iterator[Finding]:  # noqa: ARG001 - see below
    """Nothing: ``suppress`` reports these, for it is told which rules there are."""
    yield from ()
