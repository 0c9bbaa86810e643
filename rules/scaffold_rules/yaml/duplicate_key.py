"""The same key twice in one mapping.

The scaffold tool's parser takes this for a syntax error and drops the whole file, where other tools silently keep the
last value.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
name: games
description: Games
project-type: game
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

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=YamlDocument, severity=Severity.ERROR)
def duplicate_key(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "yaml/duplicate-key")
