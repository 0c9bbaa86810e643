"""A knowledge entry's path holds a character that the content's gates refuse.

The freshness gates pass paths through a shell and take none with blanks, quotes, brackets, wildcards, backslashes or
`..`: a change to such a file fails them whatever it says.

Upstream: the path rules of the freshness gates.

## Bad

```markdown content/knowledge/core/api-design(old).md
---
name: api-design
description: Designing interfaces
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_REFUSED = re.compile(r"\.\.|[\s;|&$<>\"'\\(){}*?`]")


@rule(on=ContentEntry, severity=Severity.WARNING)
def odd_path(entry: ContentEntry) -> Iterator[Finding]:
    """The first refused character of the path."""
    refused = _REFUSED.search(entry.path)
    if refused:
        yield Finding(entry.at("name"), f"the freshness gates refuse the `{refused[0]}` in the path {entry.path}")
