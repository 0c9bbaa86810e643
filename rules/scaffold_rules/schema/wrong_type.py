"""A value of the wrong type.

The scaffold tool reads three dialects of YAML: `yes` is a string everywhere, an unquoted date is no string in presets,
overlays and configuration, and in steps every value is a string. A value of the wrong type is rejected, or silently
dropped; the severity is that of what happens.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
step-overrides:
  create-prd: { enabled: yes }
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
def wrong_type(document: YamlDocument) -> Iterator[Finding]:
    """The complaints of the kind's JSON Schema."""
    return complaints_of(document, "wrong-type")
