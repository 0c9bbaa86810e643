"""A value that is not among those allowed, or outside its limits.

The message names what is allowed and the nearest word to what was found.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: gaem
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
def invalid_value(document: YamlDocument) -> Iterator[Finding]:
    """The complaints of the kind's JSON Schema."""
    return complaints_of(document, "invalid-value")
