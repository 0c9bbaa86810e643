"""A key that its kind of file does not have.

Depending on the place the scaffold tool rejects the file, or silently ignores what stands there: a section
`step_overrides` in an overlay does nothing.

The severity is that of what happens. `scaffold-lint schema KIND` prints what is allowed.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
step_overrides:
  create-prd: { enabled: true }
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
def unknown_key(document: YamlDocument) -> Iterator[Finding]:
    """The complaints of the kind's JSON Schema."""
    return complaints_of(document, "unknown-key")
