"""A topic is not written as lower-case words with hyphens.

Topics are compared letter by letter wherever they are used: `INVEST` and `invest` are two.

## Bad

```markdown content/knowledge/core/user-stories.md
---
name: user-stories
description: Writing user stories
topics: [user-stories, INVEST]
---
```

## Good

```markdown content/knowledge/core/user-stories.md
---
name: user-stories
description: Writing user stories
topics: [user-stories, invest]
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import STRICT_NAME
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True)
def odd_topic(entry: ContentEntry) -> Iterator[Finding]:
    """Topics that are no slugs; rewritten where only case, blanks and underscores are in the way."""
    for node in entry.topics:
        if STRICT_NAME.match(node.text):
            continue
        slug = re.sub(r"[\s_]+", "-", node.text.strip()).lower()
        usable = STRICT_NAME.match(slug) and all(slug != other.text for other in entry.topics)
        found = f"`{node.text}`" if node.text.strip() else "a blank text"
        yield Finding(
            node.span,
            f"topics are lower-case words joined by hyphens, not {found}",
            fixes=fix_of(f"Write `{slug}`", replace_scalar(node, slug)) if usable else (),
        )
