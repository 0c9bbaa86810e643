"""A key that its kind of file must have is not there.

The scaffold tool rejects the file, or the part of it that lacks the key.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
project-type: game
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
step-overrides:
  create-prd: { enabled: true }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.shape import complaints_of


@rule(on=YamlDocument, severity=Severity.ERROR, fixable=True)
def missing_key(document: YamlDocument) -> Iterator[Finding]:
    """The complaints of the kind's JSON Schema."""
    return complaints_of(document, "missing-key")
