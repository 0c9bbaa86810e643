"""Aliases that multiply into more nodes than any real file has.

Such a file makes tools that expand it run out of memory, so it is not expanded here.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
a: &a [x,x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
```

## Good

```yaml content/methodology/game-overlay.yml
name: &name game
description: Games
project-type: *name
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=YamlDocument, severity=Severity.ERROR)
def anchor_bomb(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "yaml/anchor-bomb")
