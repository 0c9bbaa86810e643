"""A tag (`!word`) that the scaffold tool's parser does not know.

It refuses the whole file. Quote the value when it should start with an exclamation mark.

## Bad

```yaml content/methodology/game-overlay.yml
name: !game games
description: Games
project-type: game
```

## Good

```yaml content/methodology/game-overlay.yml
name: "!game games"
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
def unknown_tag(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "yaml/unknown-tag")
