"""A second document (`---`) in a file that may hold one.

The scaffold tool's parser refuses such a file as a whole.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
---
name: more
```

## Good

```yaml content/methodology/game-overlay.yml
---
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
def second_document(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "yaml/second-document")
