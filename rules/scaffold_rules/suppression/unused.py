"""An ignore comment that silences nothing.

The finding it was written for is gone, or it names the wrong rule or stands on the wrong line. In a file that goes into
prompts it costs tokens each time. It is only called unused when the rules it names really looked at the file.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game  # scaffold-lint: ignore[suppression/unknown-rule]
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Document, severity=Severity.WARNING, fixable=True)
def unused(document: Document) -> Iterator[Finding]:  # noqa: ARG001 - see below
    """Nothing: ``suppress`` reports these, once it knows what all other rules found."""
    yield from ()
